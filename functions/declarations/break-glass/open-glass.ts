import type { BreakGlassSet } from '../../calendar/break-glass-set.ts';
import type { MachineClock } from '../../core/clock.ts';
import { equalSecrets } from '../../core/hash.ts';
import { BreakGlassNotIssued, BreakGlassRefused, BreakGlassSpent, TooManyTries } from './errors.ts';
import type { BreakGlassStore, ProveHalves, ReportGlass } from './ports.ts';
import { takeTry } from './take-try.ts';

export type OpenGlassDeps = {
  /** As the district file names it. */
  readonly set: BreakGlassSet | undefined;
  readonly store: BreakGlassStore;
  readonly prove: ProveHalves;
  readonly machine: Pick<MachineClock, 'now'>;
  readonly report: ReportGlass;
};

/** What somebody typed, and what they want done with it; `actHash` recognises the same act again. */
export type Typed = {
  readonly set: string;
  readonly halves: readonly [string, string];
  readonly actHash: string;
};

/**
 * Lets two halves through, or throws `BreakGlassNotIssued`, `BreakGlassRefused`, `TooManyTries` or `BreakGlassSpent`; each refusal is reported.
 * A name that is not the set's does not count as a try: a stranger could use up five of them an hour and shut out those who hold the paper.
 * The same act again is let through, for its answer may have been lost.
 */
export async function openGlass(deps: OpenGlassDeps, typed: Typed): Promise<BreakGlassSet> {
  const { set, store, prove, report } = deps;
  if (set === undefined) throw new BreakGlassNotIssued('This district has no break-glass set.');
  if (!equalSecrets(asRead(typed.set), asRead(set.set))) throw refused(report);
  await countTry(deps);
  const verdict = await prove(set.set, typed.halves);
  if (verdict === 'not-issued') {
    report('break-glass-not-ready', { kind: 'not-issued' });
    throw new BreakGlassNotIssued('The hashes of this set are not in place: deploy it again.');
  }
  if (verdict === 'refused') throw refused(report);
  const use = await store.used(set.set);
  if (use !== undefined) refuseOther(use.actHash, typed, report);
  return set;
}

/** On paper `o` and `0` look the same. */
const asRead = (name: string): string => name.replaceAll('o', '0');

/** Throws `BreakGlassSpent` when a set is spent on something else than is typed; undefined: on what nobody knows any more. */
export function refuseOther(spentOn: string | undefined, { actHash, set }: Typed, report: ReportGlass): void {
  if (spentOn === actHash) return;
  report('break-glass-refused', { kind: 'spent' });
  const message = `The set ${set} was used and is locked: a new one comes by deployment.`;
  throw new BreakGlassSpent(message, { set });
}

function refused(report: ReportGlass): BreakGlassRefused {
  report('break-glass-refused', { kind: 'wrong' });
  return new BreakGlassRefused('Set and halves do not belong together: compare each with its paper.');
}

/** Some try at the same moment; whoever loses that often is one of too many. */
const mostRaces = 5;

async function countTry({ store, machine, report }: OpenGlassDeps): Promise<void> {
  let retryAfterSeconds = 1;
  for (let race = 0; race < mostRaces; race += 1) {
    const taken = takeTry(await store.readTries(), machine.now());
    if ('row' in taken) {
      if (await store.putTries(taken.row)) return;
      continue;
    }
    ({ retryAfterSeconds } = taken);
    break;
  }
  report('break-glass-refused', { kind: 'too-many-tries' });
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const message = `There were five tries within an hour: the next one is taken in ${minutes} min.`;
  throw new TooManyTries(message, { retryAfterSeconds });
}
