import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { approve } from '../../../functions/declarations/approve.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import type { Declaration } from '../../../functions/declarations/declaration.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { previewRetraction } from '../../../functions/declarations/preview-retraction.ts';
import { retract } from '../../../functions/declarations/retract.ts';
import { Retraction } from '../../../functions/declarations/retraction.ts';
import { statusAt } from '../../../functions/declarations/status-at.ts';
import {
  declared,
  eLearning,
  friday,
  given,
  newest,
  refusal,
  underTwo,
  type Given,
  type MovableFacts,
} from '../../support/decided.ts';
import { sam } from '../../support/entries.ts';
import { after, body, caller, factsOf } from '../../support/facts.ts';
import { covered } from '../../support/posted.ts';

describe('retract', () => {
  /** A declaration that has been posted. */
  function posted(declaration: Declaration = body(), facts: MovableFacts = factsOf({ covers: () => false })): Given {
    const reasons = Object.fromEntries(declaration.days.map(({ date }) => [`coverage/${date}/-`, 'Drifts.']));
    const result = given({ ...declaration, reasons }, facts);
    facts.clocks.machineAt(1_100_000);
    return result;
  }

  const retraction = (changes: Record<string, unknown> = {}) => Retraction.parse(changes);
  const retracted = ({ facts, state }: Given, changes = {}, reason = 'The storm turned.') => {
    const seen = previewRetraction(retraction(changes), state, facts).answer.digest;
    const { declarationId } = state;
    return retract({ caller: caller(), declarationId, retraction: retraction(changes), reason, seen }, facts);
  };

  it('states the resulting day, at once, to everybody whom the declaration spoke to', () => {
    const before = posted(
      body({ programs: [{ id: 'kids-club', disposition: 'cancelled' }], audiences: ['class', 'public'] }),
    );
    const { draft } = retracted(before);
    expect(draft).toMatchObject({ kind: 'Retracted', reason: 'The storm turned.', releasesAtMs: 1_100_000 });
    expect(draft.content?.days).toEqual([
      { date: '2023-02-22', dayType: 'regular', units: ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'] },
    ]);
    expect(draft.content?.notices.map((notice) => notice.audience)).toEqual(['class', 'public', 'administrators']);
    expect(draft.content?.declaration.programs).toEqual([{ id: 'kids-club', disposition: 'as-usual' }]);
    expect(statusAt(newest(after(before.facts, { draft, contents: [] })), 1_100_000)).toBe('retracted');
  });

  it('given an amendment that spoke to few, then it still speaks to everybody who was posted to before', () => {
    const before = posted(body({ audiences: ['class', 'staff', 'public'] }), covered());
    const { declarationId } = before.state;
    const changes = { staff: [{ group: 'teachers', instruction: 'remote' as const }] };
    const seen = previewAmendment(changes, changeable(declarationId, before.facts), before.facts).answer.digest;
    const command = { caller: caller(), declarationId, changes, reason: 'Roads.', seen };
    const facts = after(before.facts, amend(command, before.facts));
    const amended = newest(facts);
    expect(amended.content.notices.map(({ audience }) => audience)).toEqual(['staff']);
    const { answer } = previewRetraction(retraction(), amended, facts);
    expect(new Set(answer.notices.map(({ audience }) => audience))).toEqual(
      new Set(['class', 'staff', 'public', 'administrators']),
    );
  });

  it('takes back only what is not over, and what it is told becomes what it is told', () => {
    const before = posted(body({ days: [eLearning, { ...eLearning, date: '2023-02-23' }, friday] }));
    before.facts.clocks.calendarAt('2023-02-22T15:00:00-06:00');
    const { draft } = retracted(before, { days: [{ ...friday, dayType: 'closed', schools: ['pine-hs'] }] });
    expect(draft.content?.days).toEqual([
      // The younger ones are in school until 15:50.
      { date: '2023-02-22', dayType: 'regular', units: ['pine-k8/k5'] },
      { date: '2023-02-23', dayType: 'regular', units: ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'] },
      { date: '2023-02-24', dayType: 'closed', units: ['pine-hs'] },
      { date: '2023-02-24', dayType: 'regular', units: ['pine-k8/k5', 'pine-k8/m68'] },
    ]);
  });

  it('keeps cancelled what is cancelled on a closed day, and drops what was said of e-learning', () => {
    const parts = {
      programs: [{ id: 'kids-club', disposition: 'cancelled' }],
      staff: [{ group: 'teachers', instruction: 'remote' }],
      tools: { available: ['teams'] },
    };
    const { draft } = retracted(posted(body(parts)), { days: [{ ...eLearning, dayType: 'closed' }] });
    expect(draft.content?.declaration).toMatchObject({
      programs: parts.programs,
      staff: [],
      tools: { available: [], unavailable: [] },
    });
  });

  it('frees the days that it takes back and no others', () => {
    const before = posted(body({ days: [eLearning, friday] }));
    before.facts.clocks.calendarAt('2023-02-23T06:00:00-06:00');
    const then = after(before.facts, retracted(before));
    const again = { ...body({ days: [friday] }), reasons: { 'coverage/2023-02-24/-': 'Ice.' } };
    expect(declared(again, then).draft.kind).toBe('Declared');
    const record = body({ days: [eLearning], recordOnly: true, decidedBy: { name: 'Ann Vue' } });
    expect(refusal(() => declared(record, then)).problem).toBe('day-already-declared');
  });

  it('promises no school where there was none', () => {
    const before = posted(body({ days: [{ ...eLearning, date: '2023-02-25', dayType: 'programs-only' }] }));
    expect(retracted(before).draft.content?.days[0]?.dayType).toBe('programs-only');
  });

  it('needs somebody else while a warning still covers the day', () => {
    const before = posted(body(), factsOf());
    const { draft } = retracted(before);
    expect(draft.content).toMatchObject({
      needsApproval: true,
      findings: [{ findingId: 'under-warning/2023-02-22/-' }],
    });
    const then = after(before.facts, { draft, contents: [] });
    expect(statusAt(newest(then), 1_100_000)).toBe('declared');
    expect(refusal(() => declared(body(), then)).problem).toBe('day-already-declared');
    const seen = draft.content?.digest ?? '';
    const approved = approve({ caller: caller(sam), declarationId: before.state.declarationId, seen }, then);
    expect(approved.draft.releasesAtMs).toBe(1_100_000);
    expect(statusAt(newest(after(then, approved)), 1_100_000)).toBe('retracted');
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['e-learning as the result', { days: [eLearning] }, /days\[0\]\.dayType: a retraction cannot result in e-learning/],
    [
      'a day that is not its own',
      { days: [{ ...friday, dayType: 'closed' }] },
      /days\[0\]: 2023-02-24 .* no day of this declaration/,
    ],
    ['a link to a stranger', { message: { en: 'http://evil.example' } }, /message\.en: links to evil\.example/],
  ])('is refused with %s', (_what, changes, expected) => {
    expect(refusal(() => retracted(posted(), changes)).message).toMatch(expected);
  });

  it('is refused without a reason, and when it is not what was seen', () => {
    expect(refusal(() => retracted(posted(), {}, ' ')).message).toMatch(/reason: say why/);
    const { facts, state } = posted();
    const stale = { caller: caller(), declarationId: state.declarationId, retraction: {}, reason: 'x', seen: 'stale' };
    const { answer } = previewRetraction({}, state, facts);
    expect(refusal(() => retract(stale, facts))).toMatchObject({
      problem: 'changed-since-seen',
      data: { preview: answer },
    });
  });

  it('is refused where nothing was posted or nothing is left', () => {
    const inHold = given(body(), factsOf({ covers: () => true }));
    expect(refusal(() => retracted(inHold)).message).toMatch(/stop it instead/);
    expect(refusal(() => retracted(given(body(), underTwo()))).message).toMatch(/stop or reject it instead/);
    const over = posted();
    over.facts.clocks.calendarAt('2023-02-22T15:50:00-06:00');
    expect(refusal(() => retracted(over)).message).toMatch(/Every day of .* is over/);
    const twice = posted();
    const then = { facts: after(twice.facts, retracted(twice)), state: twice.state };
    expect(refusal(() => retracted(then)).message).toMatch(/is retracted already/);
  });
});
