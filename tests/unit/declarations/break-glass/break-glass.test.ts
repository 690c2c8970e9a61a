import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../../functions/core/errors.ts';
import { digestOf } from '../../../../functions/core/hash.ts';
import { GlassAct } from '../../../../functions/declarations/break-glass/act.ts';
import { breakGlass, previewBreakGlass } from '../../../../functions/declarations/break-glass/break-glass.ts';
import { principalOf } from '../../../../functions/declarations/break-glass/principal-of.ts';
import type { Decided } from '../../../../functions/declarations/decision.ts';
import type { Facts } from '../../../../functions/declarations/facts.ts';
import { stockSentencesOf } from '../../../../functions/notices/wording.ts';
import { wordOfEntry } from '../../../../functions/declarations/word-of-entry.ts';
import { amend } from '../../../../functions/declarations/amend.ts';
import { changeable } from '../../../../functions/declarations/changeable.ts';
import { previewAmendment } from '../../../../functions/declarations/preview-amendment.ts';
import { closing, glassSet } from '../../../support/break-glass.ts';
import { declared, eLearning, given, newest, refusal, type MovableFacts } from '../../../support/decided.ts';
import { districtWith } from '../../../support/district.ts';
import { after, body, caller, factsOf } from '../../../support/facts.ts';

/** A strict district in which nobody signs in any more, on the afternoon before the storm. */
function strict(changes: Partial<Facts> = {}): MovableFacts {
  const district = districtWith({
    breakGlass: glassSet,
    policy: { approvals: 1, holdSeconds: 10, secondPersonFor: ['no-signal', 'all-schools-late'] },
  });
  const { rules, wording } = factsOf();
  return factsOf({
    district,
    rules: { ...rules, district: digestOf(district) },
    wording: { ...wording, ofKind: stockSentencesOf },
    ...changes,
  });
}

const by = principalOf(glassSet);
const use = (act: GlassAct, facts: Facts, seen?: string): Decided =>
  breakGlass({ caller: caller(by), set: glassSet, act, seen }, facts);
const flawsIn = (act: () => unknown): readonly unknown[] => {
  const refused = refusal(act);
  return refused instanceof InvalidInput ? refused.flaws : [refused.problem];
};

describe('declaring behind glass', () => {
  it('given two people and no sign-in, then it is declared in their names, held for 90 s, and waits for nobody', () => {
    const facts = strict();
    const { draft } = use(closing(), facts);
    expect(draft).toMatchObject({
      kind: 'Declared',
      by: { name: 'break-glass autumn-2022-k7qm2rtd, named Ruth Olson and Sam Vang', roles: [] },
      releasesAtMs: draft.atMs + 90_000,
    });
    expect(draft.content).toMatchObject({ needsApproval: false, declaration: { message: {}, staff: [], events: [] } });
    expect(draft.content?.declaration.causes).toEqual([
      { kind: 'weather', publicText: 'weather', qualifying: true, signalIds: [] },
    ]);
    expect(draft.rules.district).toBe(digestOf(facts.district));
    expect(after(facts, { draft, contents: [] }).entries).toHaveLength(1);
  });

  it('given findings that want a reason, then they stand in the record with a stock one', () => {
    const { draft } = use(closing(), strict({ covers: () => false }));
    const asked = draft.content?.findings.filter(({ weight }) => weight === 'needs-reason') ?? [];
    expect(asked.map(({ findingId }) => findingId)).toContain('coverage/2023-02-22/-');
    for (const { findingId } of asked) {
      expect(draft.content?.declaration.reasons[findingId]).toMatch(/both halves.*Ruth Olson and Sam Vang/);
    }
  });

  it('given what the law blocks, then the glass is no way around it, and closing is', () => {
    const facts = strict();
    const eLearningForIt = closing({ dayType: 'e-learning', cause: 'it' });
    expect(refusal(() => use(eLearningForIt, facts)).problem).toBe('blocked-by-law');
    const shown = previewBreakGlass(eLearningForIt, glassSet, facts).answer.findings;
    expect(shown[0]).toMatchObject({ weight: 'blocks' });
    expect(use(closing({ cause: 'it' }), facts).draft.kind).toBe('Declared');
    expect(use(closing({ dayType: 'e-learning' }), facts).draft.kind).toBe('Declared');
  });

  it.each([
    // 14:11 on the 21st: 48 hours end on the 23rd.
    [['2023-02-24'], '2023-02-24 is more than 48 hours ahead: break-glass reaches 2023-02-21 to 2023-02-23'],
    [['2023-02-20'], '2023-02-20 is over: break-glass reaches 2023-02-21 to 2023-02-23'],
  ])('given %s, then it is beyond reach', (dates, message) => {
    expect(flawsIn(() => use(closing({ dates }), strict()))).toEqual([{ path: 'dates[0]', message }]);
  });

  it('given the last date that is within reach, then it is declared', () => {
    expect(use(closing({ dates: ['2023-02-22', '2023-02-23'] }), strict()).draft.content?.days).toHaveLength(2);
  });

  it('given children in the building, then it asks for an hour as any declaration does', () => {
    const facts = strict();
    facts.clocks.calendarAt('2023-02-22T10:00:00-06:00');
    expect(flawsIn(() => use(closing(), facts))).toMatchObject([{ path: 'days' }]);
    const early = use(closing({ dayType: 'early-dismissal', endsAt: '11:30' }), facts);
    expect(early.draft.content?.days[0]).toMatchObject({ dayType: 'early-dismissal', endsAt: '11:30', sameDay: true });
  });

  it('given a preview that is not what it would be now, then nothing is declared', () => {
    const facts = strict();
    const { digest } = previewBreakGlass(closing(), glassSet, facts).answer;
    expect(use(closing(), facts, digest).draft.seen).toBe(digest);
    expect(refusal(() => use(closing({ schools: ['pine-hs'] }), facts, digest)).problem).toBe('changed-since-seen');
  });

  it('given a day that somebody has declared, then it says to take that back first', () => {
    const facts = strict({ entries: given().facts.entries });
    expect(refusal(() => use(closing(), facts)).problem).toBe('day-already-declared');
  });
});

describe('a body behind glass', () => {
  it.each([
    [{ message: { en: 'Gas leak.' } }, /takes nothing else, own words least of all/],
    [{ reasons: {} }, /takes nothing else/],
    [{ dates: ['2023-02-22', '2023-02-23', '2023-02-24', '2023-02-25'] }, /three dates at most/],
    [{ dates: ['2023-02-22', '2023-02-22'] }, /twice/],
    [{ dates: [] }, /./],
    [{ dayType: 'late-start' }, /./],
    [{ cause: 'because' }, /./],
    [{ act: 'amend' }, /./],
  ])('%j is refused', (changes, words) => {
    const form = { act: 'declare', dates: ['2023-02-22'], dayType: 'closed', cause: 'weather' };
    const parsed = GlassAct.safeParse({ ...form, ...changes });
    expect(parsed.error?.issues.map(({ message }) => message).join()).toMatch(words);
  });
});

describe('retracting behind glass', () => {
  /** Three days of e-learning that somebody declared, posted a while ago. */
  const posted = (facts = strict()) => {
    const days = [eLearning, { ...eLearning, date: '2023-02-23' }, { ...eLearning, date: '2023-02-24' }];
    const reasons = Object.fromEntries(days.map(({ date }) => [`coverage/${date}/-`, 'Drifts.']));
    const open = { ...facts, district: districtWith({}), rules: factsOf().rules };
    const entries = after(open, declared(body({ days, reasons }), open)).entries;
    facts.clocks.machineAt(1_200_000);
    return { ...facts, entries };
  };
  const back = (changes: Record<string, unknown> = {}) => GlassAct.parse({ act: 'retract', ...changes });

  it('given one declaration for the next 48 hours, then it is taken back whole without being named', () => {
    const facts = posted();
    const { draft } = use(back(), facts);
    expect(draft).toMatchObject({
      kind: 'Retracted',
      declarationId: newest(facts).declarationId,
      releasesAtMs: 1_200_000 + 90_000,
      reason: expect.stringMatching(/both halves/),
    });
    expect(draft.content?.days.map(({ date, dayType }) => `${date} ${dayType}`)).toEqual([
      '2023-02-22 regular',
      '2023-02-23 regular',
      '2023-02-24 regular',
    ]);
  });

  it('given closed as its result, then what is within reach is closed', () => {
    const { draft } = use(back({ result: 'closed' }), posted());
    expect(draft.content?.days.map(({ date, dayType }) => `${date} ${dayType}`)).toEqual([
      '2023-02-22 closed',
      '2023-02-23 closed',
      '2023-02-24 regular',
    ]);
  });

  it('given a change that awaits an approver who cannot sign in, then that is no obstacle', () => {
    const facts = posted();
    const { declarationId } = newest(facts);
    const changes = { staff: [{ group: 'teachers', instruction: 'remote' as const }] };
    const seen = previewAmendment(changes, changeable(declarationId, facts), facts).answer.digest;
    const command = { caller: caller(), declarationId, changes, reason: 'Roads.', seen };
    const then = after(facts, amend(command, facts));
    expect(newest(then).pending).toBeDefined();
    expect(use(back(), then).draft.kind).toBe('Retracted');
  });

  it('given nothing, one still held, or one of next week, then there is nothing to take back', () => {
    expect(refusal(() => use(back(), strict())).problem).toBe('not-open');
    const held = posted();
    held.clocks.machineAt(1_000_001);
    expect(refusal(() => use(back(), held)).problem).toBe('not-open');
    const ahead = posted();
    ahead.clocks.calendarAt('2023-02-18T12:00:00-06:00');
    expect(refusal(() => use(back(), ahead)).problem).toBe('not-open');
    expect(refusal(() => use(back({ declarationId: 'd-nobody' }), strict())).problem).toBe('unknown-declaration');
  });

  it('given two, then it asks which', () => {
    const facts = posted();
    const other = body({ days: [{ ...eLearning, date: '2023-02-22', dayType: 'programs-only' }] });
    const open = { ...facts, district: districtWith({}), rules: factsOf().rules };
    const two = { ...facts, entries: after(open, declared(other, open)).entries };
    facts.clocks.machineAt(2_000_000);
    expect(flawsIn(() => use(back(), two))).toEqual([
      { path: 'declarationId', message: expect.stringMatching(/^there are 2, name one: d-\w+ \(2023-02-22/) },
    ]);
    expect(use(back({ declarationId: newest(two).declarationId }), two).draft.kind).toBe('Retracted');
  });
});

describe('the word about it', () => {
  it('names both people and the hold, and can be told from others by whoever subscribes', () => {
    const facts = strict();
    const [entry] = after(facts, use(closing(), facts)).entries;
    const word = entry === undefined ? undefined : wordOfEntry(entry, facts.district);
    expect(word).toMatchObject({ about: 'break-glass', subject: expect.stringMatching(/^BREAK-GLASS: /) });
    expect(word?.text).toMatch(/named Ruth Olson and Sam Vang declared closed 2023-02-22.*held for 90 seconds/);
    expect(word?.text.length).toBeLessThanOrEqual(1_000);
    const [ordinary] = given().facts.entries;
    expect(ordinary === undefined ? undefined : wordOfEntry(ordinary, facts.district)).not.toHaveProperty('about');
  });
});
