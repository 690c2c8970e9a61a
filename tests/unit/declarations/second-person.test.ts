import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../functions/calendar/district.ts';
import { digestOf } from '../../../functions/core/hash.ts';
import { approve } from '../../../functions/declarations/approve.ts';
import type { Declaration } from '../../../functions/declarations/declaration.ts';
import { lapse, lapsed } from '../../../functions/declarations/lapse.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { statusAt } from '../../../functions/declarations/status-at.ts';
import { stop } from '../../../functions/declarations/stop.ts';
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
import { maria, sam } from '../../support/entries.ts';
import { districtWith } from '../../support/district.ts';
import { after, body, caller, factsOf } from '../../support/facts.ts';
import { inDrill } from '../../support/drills.ts';

const all: Policy['secondPersonFor'] = [
  'links',
  'retract-under-warning',
  'no-signal',
  'all-schools-late',
  'second-in-two-hours',
];

/** Facts of a district that asks for a second person in these cases. */
function asking(secondPersonFor: Policy['secondPersonFor']): MovableFacts {
  const district = districtWith({ policy: { secondPersonFor, linkHosts: ['www.example.org'] } });
  return factsOf({ district, rules: { ...factsOf().rules, district: digestOf(district) } });
}

const because = (declaration: Declaration, facts: MovableFacts): string[] =>
  preview(declaration, facts).answer.approvalBecause;

describe('why a second person is needed', () => {
  it('is said, once for each case that the policy names', () => {
    const late = asking(all);
    late.clocks.calendarAt('2023-02-22T07:30:00-06:00');
    const linked = body({ message: { en: 'See www.example.org' } });
    expect(because(linked, late)).toEqual([
      'The own words link somewhere.',
      "It is about all schools, and later than the law's notice.",
    ]);
    expect(because(linked, asking([]))).toEqual([]);
    expect(because(body(), underTwo())).toEqual(['The district has every decision approved by a second person.']);
  });

  it('is that no signal is known for any date; one date with a signal is enough', () => {
    const facts = asking(['no-signal']);
    expect(because(body({ days: [friday] }), facts)).toEqual(['No live signal is known for any of the dates.']);
    expect(because(body({ days: [eLearning, friday] }), facts)).toEqual([]);
    expect(because(body({ days: [{ ...friday, dayType: 'programs-only' }] }), facts)).toEqual([]);
  });

  it('is not the late notice of one school', () => {
    const facts = asking(['all-schools-late']);
    facts.clocks.calendarAt('2023-02-22T07:30:00-06:00');
    expect(because(body({ days: [{ ...eLearning, schools: ['pine-hs'] }] }), facts)).toEqual([]);
  });

  it('is a declaration within two hours of another that reached somebody', () => {
    const { facts, state } = given(body(), asking(['second-in-two-hours']));
    const next = body({ days: [{ ...eLearning, date: '2023-02-23' }] });
    expect(because(next, facts)).toHaveLength(1);
    const stopped = after(facts, stop({ caller: caller(), declarationId: state.declarationId }, facts));
    expect(because(next, stopped)).toEqual([]);
    facts.clocks.calendarAt('2023-02-21T16:11:01-06:00');
    expect(because(next, facts)).toEqual([]);
  });

  it('is nothing for a drill', () => {
    expect(because(body({ days: [friday], drill: true }), inDrill(asking(all)))).toEqual([]);
  });
});

/** What awaits approval: the law's notice ends at 06:20, and 60 classes take 6 s to reach. */
const waiting = (): Given => given(body(), underTwo());

describe('an approval that nobody gives', () => {
  const lastSecond = '2023-02-22T06:19:53-06:00';
  const tooLate = '2023-02-22T06:19:54-06:00';

  it('lapses at the legal deadline minus the time to reach the last class, not at decide-by', () => {
    const { facts, state } = waiting();
    expect(state.pending?.content.lapsesAt).toBe(tooLate);
    facts.clocks.calendarAt(lastSecond);
    expect(lapsed([state], facts.clocks.calendar.now())).toEqual([]);
    facts.clocks.calendarAt(tooLate);
    const [due] = lapsed([state], facts.clocks.calendar.now());
    if (due === undefined) throw new Error('nothing has lapsed');
    const then = after(facts, lapse(due, facts));
    expect(statusAt(newest(then), 9_000_000)).toBe('lapsed');
    expect(newest(then).entries.at(-1)?.by.kind).toBe('system');
    expect(refusal(() => lapse(due, then)).problem).toBe('not-open');
    // Its day can be declared again.
    const again = { ...body(), reasons: { 'notice/2023-02-22/district': 'Late.' } };
    expect(declared(again, then).draft.kind).toBe('Declared');
  });

  it('can be given until then, and no later', () => {
    const { facts, state } = waiting();
    const answer = { caller: caller(sam), declarationId: state.declarationId, seen: state.content.digest };
    facts.clocks.calendarAt(lastSecond);
    expect(approve(answer, facts).draft.kind).toBe('Approved');
    facts.clocks.calendarAt(tooLate);
    expect(refusal(() => approve(answer, facts)).message).toMatch(/by 2023-02-22T06:19:54-06:00 .* has lapsed/);
  });

  it('waits for the end of use where the law sets no deadline', () => {
    const { state } = given(body({ days: [{ ...eLearning, dayType: 'closed' }] }), underTwo());
    expect(state.pending?.content.lapsesAt).toBe(state.pending?.content.notAfter);
  });
});

describe('an author whom nobody answers', () => {
  const alone = ({ facts, state }: Given, reason?: string, by = maria) => {
    const seen = { declarationId: state.declarationId, seen: state.content.digest };
    return approve({ caller: caller(by), ...seen, ...(reason === undefined ? {} : { reason }) }, facts);
  };

  it('goes on alone in the last twenty minutes, under a live warning, with a reason; and it is recorded as such', () => {
    const before = waiting();
    before.facts.clocks.calendarAt('2023-02-22T05:59:53-06:00');
    const early = refusal(() => alone(before, 'Nobody answers.'));
    expect(early.message).toMatch(/If nobody answers, go on alone from 2023-02-22T05:59:54-06:00/);
    before.facts.clocks.calendarAt('2023-02-22T05:59:54-06:00');
    expect(alone(before, 'Nobody answers.').draft).toMatchObject({
      kind: 'Approved',
      alone: true,
      reason: 'Nobody answers.',
      by: maria,
    });
    expect(refusal(() => alone(before)).problem).toBe('approver-is-author');
  });

  it('does not where a date is not covered, or without the role', () => {
    const covered = waiting();
    const bare = { ...covered, facts: { ...covered.facts, covers: (unit: string) => unit === 'pine-hs' } };
    bare.facts.clocks.calendarAt('2023-02-22T06:10:00-06:00');
    expect(refusal(() => alone(bare, 'Nobody answers.')).message).not.toMatch(/alone/);
    const before = waiting();
    before.facts.clocks.calendarAt('2023-02-22T06:10:00-06:00');
    const demoted = { ...maria, roles: ['approver'] };
    expect(refusal(() => alone(before, 'Nobody answers.', demoted)).problem).toBe('approver-is-author');
  });

  it('is not any administrator', () => {
    const before = waiting();
    before.facts.clocks.calendarAt('2023-02-22T06:10:00-06:00');
    const lee = { ...maria, sub: 'lee', name: 'Lee Vang' };
    expect(refusal(() => alone(before, 'Nobody answers.', lee)).problem).toBe('role-too-low');
  });
});
