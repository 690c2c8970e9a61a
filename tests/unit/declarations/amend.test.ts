import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { approve } from '../../../functions/declarations/approve.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { claimedDays } from '../../../functions/declarations/days-in-force.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { declared, eLearning, friday, given, newest, refusal, underTwo, type Given } from '../../support/decided.ts';
import { sam } from '../../support/entries.ts';
import { after, body, caller } from '../../support/facts.ts';
import { covered, posted } from '../../support/posted.ts';

const twoDays = body({ days: [eLearning, friday] });
const thursday = { ...eLearning, date: '2023-02-23' };

const shown = ({ facts, state }: Given, changes: object) =>
  previewAmendment(changes, changeable(state.declarationId, facts), facts);

function amended(before: Given, changes: object, reason = 'Ice on Friday.') {
  const seen = shown(before, changes).answer.digest;
  return amend({ caller: caller(), declarationId: before.state.declarationId, changes, reason, seen }, before.facts);
}

const next = (before: Given, changes: object): Given => {
  const facts = after(before.facts, amended(before, changes));
  return { facts, state: newest(facts) };
};

/** Whom an amendment speaks to: audience, channel and units. */
const spokenTo = (before: Given, changes: object): string[] =>
  amended(before, changes).draft.content?.notices.flatMap(({ audience, renderings }) =>
    renderings.map(({ channel, language, units }) => `${audience} ${channel} ${units.join(',') || language}`),
  ) ?? [];

describe('amend', () => {
  it('leaves the whole declaration with the changes in it, and states the resulting day on line 1', () => {
    const before = posted(body({ days: [eLearning, friday], message: { en: 'Stay warm.' } }));
    const { draft } = amended(before, { days: [eLearning, { ...friday, dayType: 'closed' }] });
    expect(draft).toMatchObject({ kind: 'Amended', reason: 'Ice on Friday.', releasesAtMs: 1_100_000 });
    expect(draft.content?.declaration).toMatchObject({ message: { en: 'Stay warm.' }, causes: [{ kind: 'weather' }] });
    expect(draft.content?.days.map(({ date, dayType }) => [date, dayType])).toEqual([
      ['2023-02-22', 'e-learning'],
      ['2023-02-24', 'closed'],
    ]);
    const { firstLine } = shown(before, { days: [eLearning, { ...friday, dayType: 'closed' }] }).answer;
    expect(firstLine).toMatch(/^UPDATE .* – E-LEARNING Wed Feb 22; CLOSED Fri Feb 24 · Pine High School/);
  });

  it('given a change for one school, then classes and staff of the others keep what they have', () => {
    const days = [
      { ...eLearning, dayType: 'closed', schools: ['pine-hs'] },
      { ...eLearning, schools: ['pine-k8'] },
    ];
    const to = spokenTo(posted(body()), { days });
    expect(to.filter((one) => one.startsWith('class'))).toEqual([
      'class google-classroom pine-hs',
      'class teams pine-hs',
    ]);
    expect(to.filter((one) => one.startsWith('staff') && !one.includes('sns'))).toEqual([
      'staff google-classroom pine-hs',
      'staff teams pine-hs',
    ]);
    // Who reads about all schools reads something else.
    expect(to).toContain('public sns en');
    expect(to).toContain('administrators sns en');
  });

  it('counts who gets the change and who does not', () => {
    const days = [
      { ...eLearning, dayType: 'closed', schools: ['pine-hs'] },
      { ...eLearning, schools: ['pine-k8'] },
    ];
    const { answer } = shown(posted(body()), { days });
    expect(answer.reach['google-classroom']).toMatchObject({ targets: 30, schools: 1 });
    expect(answer.unchanged).toMatchObject({ 'google-classroom': { targets: 30, schools: 1 } });
    expect(answer.notReached).toEqual([]);
  });

  it('given only staff are told something else, then nobody but staff hears of it', () => {
    const to = spokenTo(posted(twoDays), { staff: [{ group: 'teachers', instruction: 'remote' }] });
    expect([...new Set(to.map((one) => one.split(' ')[0]))]).toEqual(['staff']);
  });

  it('given one division of a school, then the other keeps its post', () => {
    const days = [
      { ...eLearning, schools: ['pine-hs', 'division:pine-k8/m68'] },
      { ...eLearning, dayType: 'closed', schools: ['division:pine-k8/k5'] },
    ];
    const classes = spokenTo(posted(body()), { days }).filter((one) => one.startsWith('class google'));
    // Classes of the whole school read both divisions' days.
    expect(classes).toEqual(['class google-classroom pine-k8', 'class google-classroom pine-k8/k5']);
  });

  it('compares with the amendment before, not with the first word', () => {
    const closedAtHs = {
      days: [
        { ...eLearning, dayType: 'closed', schools: ['pine-hs'] },
        { ...eLearning, schools: ['pine-k8'] },
      ],
    };
    const closed = next(posted(body()), closedAtHs);
    const classes = spokenTo(closed, { days: [{ ...eLearning, dayType: 'closed' }] }).filter((one) =>
      one.startsWith('class google'),
    );
    expect(classes.map((one) => one.split(' ')[2])).toEqual([expect.stringContaining('pine-k8')]);
  });

  it('says what is left out to be as in the calendar, and gives the day back', () => {
    const { facts, state } = posted(twoDays);
    const before = next(
      { state, facts: { ...facts, covers: (_unit, date) => date === '2023-02-22' } },
      { days: [eLearning] },
    );
    expect(before.state.content.days).toContainEqual({
      date: '2023-02-24',
      dayType: 'regular',
      units: ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'],
    });
    expect(new Set(claimedDays(before.state).map((day) => day.date))).toEqual(new Set(['2023-02-22']));
    const again = body({ days: [friday], reasons: { 'coverage/2023-02-24/-': 'Ice.' } });
    expect(declared(again, before.facts).draft.kind).toBe('Declared');
  });

  it('needs somebody else to give back a day that a warning still covers', () => {
    const { answer } = shown(posted(twoDays), { days: [eLearning] });
    expect(answer).toMatchObject({
      needsApproval: true,
      approvalBecause: ['A live weather warning still covers a day that goes back to normal.'],
    });
  });

  it('makes of any day any other, also where only programs changed', () => {
    const programs = posted(body({ days: [{ ...eLearning, dayType: 'programs-only' }] }));
    expect(amended(programs, { days: [{ ...eLearning, dayType: 'closed' }] }).draft.kind).toBe('Amended');
    const late = posted(body({ days: [{ ...eLearning, dayType: 'late-start', startsAt: '10:20' }] }));
    expect(amended(late, { days: [{ ...eLearning, dayType: 'closed' }] }).draft.kind).toBe('Amended');
  });

  it('keeps what has happened where it is not named, and does not say it again', () => {
    const before = posted(twoDays);
    before.facts.clocks.calendarAt('2023-02-22T20:00:00-06:00');
    const { draft } = amended(before, { days: [{ ...friday, dayType: 'closed' }] });
    expect(draft.content?.days.map(({ date, dayType }) => [date, dayType])).toEqual([
      ['2023-02-22', 'e-learning'],
      ['2023-02-24', 'closed'],
    ]);
    expect(draft.content?.said?.map((day) => day.date)).toEqual(['2023-02-24']);
  });

  it('given a past day, then the record changes, nothing is posted, and the day no longer counts (E20)', () => {
    const before = posted(twoDays);
    before.facts.clocks.calendarAt('2023-02-25T09:00:00-06:00');
    const then = next(before, { days: [{ ...eLearning, dayType: 'closed' }] });
    expect(then.state.content.notices).toEqual([]);
    expect(then.state.content.reach).toEqual({});
    expect(claimedDays(then.state).map(({ date, dayType }) => `${date} ${dayType}`)).toContain('2023-02-22 closed');
  });

  it("asks neither the law's notice nor the weather again about a day that stays", () => {
    const reasons = { 'coverage/2023-02-22/-': 'Drifts.', 'coverage/2023-02-24/-': 'Drifts.' };
    const before = posted(body({ days: [eLearning, friday], reasons }));
    before.facts.clocks.calendarAt('2023-02-22T09:30:00-06:00');
    const calm = { ...before, facts: { ...before.facts, covers: () => false } };
    const { findings } = shown(calm, { message: { en: 'Call us.' } }).answer;
    expect(findings.filter(({ weight }) => weight !== 'info')).toEqual([]);
  });

  it('asks for a reason where a day is added that nothing covers', () => {
    const before = posted(body(), { ...covered(), covers: (_unit, date) => date === '2023-02-22' });
    const error = refusal(() => amended(before, { days: [eLearning, friday] }));
    expect(error).toMatchObject({ problem: 'findings-need-reason', data: { findings: [{ date: '2023-02-24' }] } });
  });

  it('drops the time of an update that is over, and who decided the day before', () => {
    const decidedBy = { name: 'Ann Vue' };
    const before = posted(body({ days: [eLearning, friday], nextUpdateAt: '2023-02-22T05:00:00-06:00', decidedBy }));
    before.facts.clocks.calendarAt('2023-02-22T06:00:00-06:00');
    const { draft } = amended(before, { staff: [{ group: 'teachers', instruction: 'remote' }] });
    expect(draft.content?.declaration).not.toHaveProperty('nextUpdateAt');
    expect(draft.content?.declaration).not.toHaveProperty('decidedBy');
    // That it is over changes nothing for classes.
    expect(draft.content?.notices.map(({ audience }) => audience)).toEqual(['staff']);
  });

  it('voids what awaits approval, and is approved in its place', () => {
    const before = given(body(), underTwo());
    const then = next(before, { days: [{ ...eLearning, dayType: 'closed' }] });
    const { declarationId } = then.state;
    const seenFirst = before.state.content.digest;
    const stale = () => approve({ caller: caller(sam), declarationId, seen: seenFirst }, then.facts);
    expect(refusal(stale).problem).toBe('changed-since-seen');
    const seen = then.state.pending?.content.digest ?? '';
    const approved = newest(after(then.facts, approve({ caller: caller(sam), declarationId, seen }, then.facts)));
    expect(approved.standing?.kind).toBe('Amended');
    expect(approved.speaking[0]?.approval).toBe('refused');
    // Nobody has read anything yet that this could be an update of.
    expect(shown(before, { days: [{ ...eLearning, dayType: 'closed' }] }).answer.firstLine).not.toMatch(/^amended/);
  });

  it('claims its days while it awaits approval, beside those that stand', () => {
    const before = posted(body(), { ...underTwo(), covers: () => true });
    const approvedFirst = after(
      before.facts,
      approve(
        { caller: caller(sam), declarationId: before.state.declarationId, seen: before.state.content.digest },
        before.facts,
      ),
    );
    approvedFirst.clocks.machineAt(2_000_000);
    const then = next({ facts: approvedFirst, state: newest(approvedFirst) }, { days: [thursday] });
    expect(new Set(claimedDays(then.state).map((day) => day.date))).toEqual(new Set(['2023-02-22', '2023-02-23']));
    for (const day of [eLearning, thursday]) {
      expect(refusal(() => declared(body({ days: [day] }), then.facts)).problem).toBe('day-already-declared');
    }
  });

  it.each<[string, object, RegExp]>([
    ['nothing that changes', { days: [eLearning, friday] }, /\(whole\): nothing would be another/],
    ['no day left', { days: null }, /^days: |days: Invalid/m],
    ['a drill made real', { drill: true }, /drill: this cannot be changed afterwards/],
    [
      'a date of the past that was not its own',
      { days: [{ ...eLearning, date: '2023-02-17' }] },
      /was no day of this declaration/,
    ],
    ['programs instead of a day', { days: [{ ...eLearning, dayType: 'programs-only' }] }, /make it regular/],
    ['a link to a stranger', { message: { en: 'http://evil.example' } }, /links to evil\.example/],
    [
      'an unknown program',
      { programs: [{ id: 'kids-clubb', disposition: 'cancelled' }] },
      /unknown program kids-clubb/,
    ],
  ])('is refused with %s', (_what, changes, expected) => {
    expect(refusal(() => amended(posted(twoDays), changes)).message).toMatch(expected);
  });

  it('is refused without a reason, when it is not what was seen, in the hold, and for the day of another', () => {
    const before = posted(body());
    const closed = { days: [{ ...eLearning, dayType: 'closed' }] };
    expect(refusal(() => amended(before, closed, ' ')).message).toMatch(/reason: say why/);
    const { declarationId } = before.state;
    const stale = { caller: caller(), declarationId, changes: closed, reason: 'Ice.', seen: 'stale' };
    expect(refusal(() => amend(stale, before.facts))).toMatchObject({
      problem: 'changed-since-seen',
      data: { preview: shown(before, closed).answer },
    });
    const inHold = given(body(), covered());
    expect(refusal(() => amended(inHold, closed)).message).toMatch(/stop it and declare anew/);
    const both = { ...before, facts: after(before.facts, declared(body({ days: [friday] }), before.facts)) };
    expect(refusal(() => amended(both, { days: [eLearning, friday] })).problem).toBe('day-already-declared');
  });
});
