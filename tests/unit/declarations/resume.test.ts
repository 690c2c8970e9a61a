import { describe, expect, it } from 'vitest';
import { claimedDays } from '../../../functions/declarations/days-in-force.ts';
import { previewResumption } from '../../../functions/declarations/preview-resumption.ts';
import { resumable, resume } from '../../../functions/declarations/resume.ts';
import { Resumption } from '../../../functions/declarations/resumption.ts';
import { declared, eLearning, friday, given, newest, refusal, underTwo, type Given } from '../../support/decided.ts';
import { after, body, caller } from '../../support/facts.ts';
import { calm, posted } from '../../support/posted.ts';

const threeDays = [eLearning, { ...eLearning, date: '2023-02-23' }, friday];
const parts = {
  programs: [{ id: 'kids-club', disposition: 'cancelled' }],
  staff: [{ group: 'teachers', instruction: 'remote' }],
  tools: { available: ['teams'] },
  message: { en: 'Stay warm.' },
};
const storm = () => posted(body({ days: threeDays, ...parts }));

const shown = ({ facts, state }: Given, given: object) =>
  previewResumption(Resumption.parse(given), resumable(state.declarationId, facts), facts);

function resumed(before: Given, given: object, reason = 'The roads are clear.') {
  const { declarationId } = before.state;
  const resumption = Resumption.parse(given);
  const seen = shown(before, given).answer.digest;
  return resume({ caller: caller(), declarationId, resumption, reason, seen }, before.facts);
}

const monday = { from: '2023-02-27' };

describe('resume', () => {
  it('states the first regular day to everybody who was spoken to, and takes back what was said of the days before', () => {
    const before = calm(storm());
    before.facts.clocks.calendarAt('2023-02-24T16:30:00-06:00');
    const { draft } = resumed(before, { ...monday, message: { en: 'Change your password in class.' } });
    expect(draft).toMatchObject({ kind: 'Resumed', reason: 'The roads are clear.' });
    expect(draft.content?.notices.map((notice) => notice.audience).toSorted()).toEqual(
      before.state.content.notices.map((notice) => notice.audience).toSorted(),
    );
    expect(shown(before, monday).answer.firstLine).toMatch(/^UPDATE .* – REGULAR.* Mon Feb 27 · Pine High School/i);
    expect(draft.content?.declaration).toMatchObject({
      programs: [{ id: 'kids-club', disposition: 'as-usual' }],
      staff: [],
      tools: { available: [] },
      message: { en: 'Change your password in class.' },
    });
    // What was declared happened, and counts.
    expect(draft.content?.said?.map((day) => day.date)).toEqual(['2023-02-27']);
    expect(draft.content?.days).toHaveLength(4);
    expect(draft.content?.notAfter).toBe('2023-02-27T15:50:00-06:00');
  });

  it('gives back the days from then on', () => {
    const before = calm(storm());
    before.facts.clocks.calendarAt('2023-02-22T17:00:00-06:00');
    const then = after(before.facts, resumed(before, { from: '2023-02-24' }));
    expect(new Set(claimedDays(newest(then)).map((day) => day.date))).toEqual(new Set(['2023-02-22', '2023-02-23']));
    const again = body({ days: [friday], reasons: { 'coverage/2023-02-24/-': 'Ice.' } });
    expect(declared(again, then).draft.kind).toBe('Declared');
  });

  it('says the days that are still to come beside it, and keeps what is cancelled on them', () => {
    const before = calm(storm());
    before.facts.clocks.calendarAt('2023-02-22T17:00:00-06:00');
    const { answer, declaration } = shown(before, { from: '2023-02-24' });
    expect(answer.firstLine).toMatch(/E-LEARNING Thu Feb 23; .*Fri Feb 24/);
    expect(declaration).toMatchObject({ programs: parts.programs, staff: parts.staff });
  });

  it('given Friday has begun, then it is about Monday alone', () => {
    const before = calm(storm());
    before.facts.clocks.calendarAt('2023-02-24T11:00:00-06:00');
    const { draft } = resumed(before, monday);
    expect(draft.content?.said?.map((day) => day.date)).toEqual(['2023-02-27']);
    expect(draft.content?.declaration.programs).toEqual([{ id: 'kids-club', disposition: 'as-usual' }]);
    expect(new Set(claimedDays(newest(after(before.facts, { draft, contents: [] }))).map((day) => day.date)).size).toBe(
      3,
    );
  });

  it('names what differs on that day', () => {
    const before = calm(storm());
    const programs = [{ id: 'kids-club', disposition: 'changed-hours', opens: '07:30' }];
    expect(shown(before, { ...monday, programs }).declaration.programs).toEqual(programs);
  });

  it('needs somebody else where a warning still covers the first regular day', () => {
    const { answer } = shown(storm(), monday);
    expect(answer).toMatchObject({ needsApproval: true, findings: [{ findingId: 'under-warning/2023-02-27/-' }] });
  });

  it.each<[string, string, string, RegExp]>([
    ['a past day', '2023-02-22T17:00:00-06:00', '2023-02-21', /2023-02-21 is over/],
    ['a day without students', '2023-02-24T17:00:00-06:00', '2023-02-25', /no school .* on 2023-02-25 any more/],
    ['a day that is not the first', '2023-02-24T17:00:00-06:00', '2023-02-28', /has a school day on 2023-02-27/],
  ])('is refused with %s', (_what, now, from, expected) => {
    const before = calm(storm());
    before.facts.clocks.calendarAt(now);
    expect(refusal(() => resumed(before, { from })).message).toMatch(expected);
  });

  it('is refused for what another declaration has, where nothing was posted, and without a reason', () => {
    const before = calm(storm());
    const other = body({ days: [{ ...eLearning, date: '2023-02-27' }], reasons: { 'coverage/2023-02-27/-': 'Ice.' } });
    const both = { ...before, facts: after(before.facts, declared(other, before.facts)) };
    expect(refusal(() => resumed(both, monday)).problem).toBe('day-already-declared');
    expect(refusal(() => resumed(given(body(), underTwo()), monday)).problem).toBe('not-open');
    expect(refusal(() => resumed(before, monday, ' ')).message).toMatch(/reason: say why/);
  });
});
