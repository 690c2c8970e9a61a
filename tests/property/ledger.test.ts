import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BellwetherError } from '../../functions/core/errors.ts';
import { canonicalJson, digestOf } from '../../functions/core/hash.ts';
import { type Appending, decideAndAppend } from '../../functions/declarations/append.ts';
import { amend } from '../../functions/declarations/amend.ts';
import { approve, reject } from '../../functions/declarations/approve.ts';
import { changeable } from '../../functions/declarations/changeable.ts';
import { correct, correctable } from '../../functions/declarations/correct.ts';
import { claimedDays, unitDayKey } from '../../functions/declarations/days-in-force.ts';
import type { Caller, Decided } from '../../functions/declarations/decision.ts';
import { declare } from '../../functions/declarations/declare.ts';
import { type Entry, EntryKind } from '../../functions/declarations/entry.ts';
import type { Facts } from '../../functions/declarations/facts.ts';
import { fold } from '../../functions/declarations/fold.ts';
import { previewAmendment } from '../../functions/declarations/preview-amendment.ts';
import { previewCorrection } from '../../functions/declarations/preview-correction.ts';
import { previewResumption } from '../../functions/declarations/preview-resumption.ts';
import { preview } from '../../functions/declarations/preview.ts';
import { previewRetraction } from '../../functions/declarations/preview-retraction.ts';
import { resumable, resume } from '../../functions/declarations/resume.ts';
import { retract } from '../../functions/declarations/retract.ts';
import type { DeclarationState } from '../../functions/declarations/state.ts';
import { statusAt } from '../../functions/declarations/status-at.ts';
import { stop } from '../../functions/declarations/stop.ts';
import { entryHash, parseStoredEntry } from '../../functions/declarations/stored-entry.ts';
import { verifyLedger } from '../../functions/declarations/verify-chain.ts';
import { type MovableFacts, underTwo } from '../support/decided.ts';
import { districtWith } from '../support/district.ts';
import { content, entry, maria, sam } from '../support/entries.ts';
import { body, caller, factsOf } from '../support/facts.ts';
import { memoryRecord } from '../support/memory-record.ts';
import { testSigner } from '../support/signer.ts';

const signer = testSigner();

/** What one administrator does next; `nth` chooses among the declarations that there are. */
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('declare' as const),
      date: fc.constantFrom('2023-02-22', '2023-02-23'),
      schools: fc.constantFrom('all', ['pine-hs'], ['pine-k8'], ['division:pine-k8/k5']),
      dayType: fc.constantFrom('e-learning', 'closed', 'programs-only'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom(
        'stop' as const,
        'take back' as const,
        'retract' as const,
        'retract' as const,
        'approve' as const,
        'reject' as const,
        'correct' as const,
      ),
      nth: fc.nat(3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('amend' as const),
      nth: fc.nat(3),
      date: fc.constantFrom('2023-02-22', '2023-02-23'),
      schools: fc.constantFrom('all', ['pine-hs'], ['pine-k8']),
      dayType: fc.constantFrom('e-learning', 'closed', 'regular', 'programs-only'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('resume' as const),
      nth: fc.nat(3),
      from: fc.constantFrom('2023-02-22', '2023-02-23'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('wait' as const), ms: fc.constantFrom(10_000, 40_000) }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** A district where everybody decides alone, also on a retraction under a live warning. */
function underOne(): MovableFacts {
  const district = districtWith({ policy: { secondPersonFor: [] } });
  return factsOf({ district, rules: { ...factsOf().rules, district: digestOf(district) } });
}

/** What one administrator does, one thing after the other. */
const plan = fc.array(action, { maxLength: 8 });

type Deps = Appending<Facts> & { readonly facts: ReturnType<typeof factsOf> };

/** Reads, decides and appends as the API does; a refusal is an answer like any other. */
async function act(deps: Deps, what: Action, by: Caller): Promise<void> {
  const facts = await deps.readFacts();
  if (what.what === 'wait') return deps.facts.clocks.machineAt(facts.clocks.machine.now() + what.ms);
  try {
    await decideAndAppend(deps, by, decisionOf(facts, what, by));
  } catch (error) {
    if (!(error instanceof BellwetherError)) throw error;
  }
}

function decisionOf(seen: Facts, what: Exclude<Action, { what: 'wait' }>, by: Caller): (facts: Facts) => Decided {
  if (what.what === 'declare') {
    const { date, schools, dayType } = what;
    const declaration = body({ days: [{ date, schools, dayType }] });
    const { digest } = preview(declaration, seen).answer;
    return (facts) => declare({ caller: by, declaration, seen: digest }, facts);
  }
  const states = [...fold(seen.entries).values()];
  const state = states[what.nth % Math.max(1, states.length)];
  const declarationId = state?.declarationId ?? 'd-none';
  const awaited = { caller: by, declarationId, seen: state?.pending?.content.digest ?? '' };
  switch (what.what) {
    case 'stop':
      return (facts) => stop({ caller: by, declarationId }, facts);
    case 'take back':
      return (facts) => stop({ caller: by, declarationId, pending: true }, facts);
    case 'approve':
      return (facts) => approve(awaited, facts);
    case 'reject':
      return (facts) => reject(awaited, facts);
    case 'amend': {
      const { date, schools, dayType } = what;
      const changes = { days: [{ date, schools, dayType }] };
      const seenAs = previewAmendment(changes, changeable(declarationId, seen), seen).answer.digest;
      const command = { caller: by, declarationId, changes, reason: 'Ice.', seen: seenAs };
      return (facts) => amend(command, facts);
    }
    case 'correct': {
      const correction = { message: { en: `Stay warm, says ${by.by.name}.` } };
      const { answer } = previewCorrection(correction, correctable(declarationId, seen), seen).preview;
      const command = { caller: by, declarationId, correction, reason: 'A typo.', seen: answer.digest };
      return (facts) => correct(command, facts);
    }
    case 'resume': {
      const resumption = { from: what.from };
      const { digest } = previewResumption(resumption, resumable(declarationId, seen), seen).answer;
      const command = { caller: by, declarationId, resumption, reason: 'Roads are clear.', seen: digest };
      return (facts) => resume(command, facts);
    }
    case 'retract': {
      const digest = state === undefined ? '' : previewRetraction({}, state, seen).answer.digest;
      const command = { caller: by, declarationId, retraction: {}, reason: 'Roads are clear.', seen: digest };
      return (facts) => retract(command, facts);
    }
  }
}

/** The school days, `regular` ones left out, that a declaration's newest words declare. */
function instructional({ ended, content: { days } }: DeclarationState): string[] {
  if (ended !== undefined && ended !== 'closed') return [];
  return days
    .filter(({ dayType }) => dayType !== 'regular' && dayType !== 'programs-only')
    .flatMap(({ date, units }) => units.map((unit) => unitDayKey({ date, unit })));
}

describe('whatever administrators do, in whatever order', () => {
  it('no unit has two instructional declarations of a date, and the chain holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(plan, plan, plan),
        fc.constantFrom(underTwo, underOne),
        fc.scheduler(),
        async (plans, policy, scheduler) => {
          const record = memoryRecord();
          const facts = policy();
          // Who reads before whom writes is the scheduler's choice.
          const turn = (): Promise<void> => scheduler.schedule(Promise.resolve());
          const readFacts = async (): Promise<Facts> => {
            await turn();
            return { ...facts, entries: await record.ledger.read('2022-23') };
          };
          const append = async (one: Entry): Promise<void> => {
            await turn();
            await record.ledger.append(one);
          };
          const deps = { facts, ledger: { append }, contents: record.contents, signer, readFacts };
          const people = [maria, sam, { ...maria, sub: 'lee', name: 'Lee Vang' }];
          const inTurn = async (actions: readonly Action[], i: number): Promise<void> => {
            for (const what of actions) await act(deps, what, caller(people[i]));
          };
          await scheduler.waitFor(Promise.all(plans.map(inTurn)));

          const entries = await record.ledger.read('2022-23');
          const states = [...fold(entries).values()];
          const claims = states.flatMap(claimedDays).map(unitDayKey);
          expect(claims).toEqual([...new Set(claims)]);
          // Counted without the help of the rule that refuses.
          const standing = states.flatMap(instructional);
          expect(standing).toEqual([...new Set(standing)]);
          expect(entries.map((one) => one.version)).toEqual(entries.map((_one, index) => index + 1));
          expect(entries.slice(1).map((one) => one.prev)).toEqual(entries.slice(0, -1).map((one) => one.hash));
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Entries of every kind in any order: more than any writer would write. */
const anyEntries = fc.array(
  fc.record({
    kind: fc.constantFrom(...EntryKind.options),
    declarationId: fc.constantFrom('d-one', 'd-two'),
    spoken: fc.boolean(),
    needsApproval: fc.boolean(),
    releasesAtMs: fc.option(fc.nat(2_000_000), { nil: undefined }),
  }),
  { maxLength: 15 },
);

const built = (parts: typeof anyEntries extends fc.Arbitrary<infer A> ? A : never) =>
  parts.map(({ kind, declarationId, spoken, needsApproval, releasesAtMs }, i) =>
    entry(i + 1, kind, {
      declarationId,
      ...(spoken ? { content: content({ needsApproval }) } : {}),
      ...(releasesAtMs === undefined ? {} : { releasesAtMs }),
    }),
  );

describe('the fold', () => {
  it('reads any sequence of entries and keeps every one of a declaration', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(2_000_000), (parts, nowMs) => {
        const entries = built(parts);
        for (const [id, state] of fold(entries)) {
          const first = entries.findIndex((one) => one.declarationId === id && one.kind === 'Declared' && one.content);
          expect(state.entries).toEqual(entries.slice(first).filter((one) => one.declarationId === id));
          expect(state.version).toBe(state.entries.at(-1)?.version);
          expect(statusAt(state, nowMs)).toBeTypeOf('string');
        }
      }),
    );
  });

  it('is not changed by entries of unknown kinds among the others', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(14), fc.nat(2_000_000), (parts, at, nowMs) => {
        const entries = built(parts);
        const unknown = entry(99, 'Unknown', { writtenKind: 'Postponed', content: content(), releasesAtMs: 5 });
        const among = [...entries.slice(0, at), unknown, ...entries.slice(at)];
        const standing = (of: typeof entries) =>
          [...fold(of)].map(([id, { entries: _entries, version: _version, ...rest }]) => [
            id,
            rest,
            statusAt({ ...rest, entries: [], version: 0 }, nowMs),
          ]);
        expect(standing(among)).toEqual(standing(entries));
      }),
    );
  });
});

describe('an entry as stored', () => {
  it('comes back to the byte, whatever stands in its texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.jsonValue()), (reason, future) => {
        const written = entry(1, 'Declared', { content: content(), reason, future });
        const text = canonicalJson(written);
        expect(canonicalJson(parseStoredEntry(text))).toBe(text);
      }),
    );
  });

  it('is found out when any one character of it changed', async () => {
    const unsigned = entry(1, 'Told', { reason: 'as it was' });
    const { hash: _hash, signature: _signature, ...rest } = unsigned;
    const hash = entryHash(rest);
    const whole = canonicalJson({ ...rest, hash, signature: await signer.sign(hash) });
    const contents = { row: async () => undefined };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.string({ minLength: 1, maxLength: 1 }), async (at, other) => {
        fc.pre(whole[at] !== other);
        const text = whole.slice(0, at) + other + whole.slice(at + 1);
        const row = { position: 1, version: 1, entryKind: 'Told', declarationId: 'd-one', body: text };
        const found = await verifyLedger({ rows: [row], contents, signer });
        expect(found.firstProblem).toMatch(/^entry 1: its (text|row|prev|signature)/);
      }),
      { numRuns: 300 },
    );
  });
});
