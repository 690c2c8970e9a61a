import { endedDeliveries, type EndedDeps } from './ended-deliveries.ts';
import type { DeclarationReading, Seal } from './ports.ts';
import type { Parcel } from './parcel.ts';
import { plan, type PlanDeps } from './plan.ts';
import { publishWords, type WordDeps } from './publish-words.ts';
import { sendParcels } from './send-parcels.ts';
import { steadily } from './steadily.ts';
import { whatIsDue, worthReading } from './what-is-due.ts';

export type TickDeps = PlanDeps &
  WordDeps &
  EndedDeps & {
    /** School years whose entries may still have something under way. */
    readonly schoolYears: readonly string[];
    readonly seal: Seal;
    /** How long a message is given to be taken before the tick sends another. */
    readonly wakeAfterMs: number;
    /** Whether the chores below are due: a tick may come more often than they need. */
    readonly choresDue: () => boolean;
    /** Notes what has lapsed, and puts the words that the stream missed; the same again changes nothing. */
    readonly followUp: () => Promise<void>;
    /** Closes declarations whose days and deliveries have ended; the same again changes nothing. */
    readonly closeDays: () => Promise<void>;
    /** Puts the reminders that are due; the same again puts nothing. */
    readonly remind: () => Promise<void>;
    /** Asks the workers for the self-checks of their channels that are due. */
    readonly askForChecks: () => Promise<unknown>;
  };

/** What a tick did. */
export type Ticked = {
  readonly planned: number;
  readonly woken: number;
  readonly sealed: number;
  /** Words to administrators. */
  readonly published: number;
  readonly failed: number;
};

/**
 * The safe way beside the fast one (DESIGN 3.4): plans what the stream missed, wakes parcels that are open, due and without a live lease,
 * seals what has ended, notes what has lapsed or is over, and last reminds administrators. `afresh` at a start: wakes whatever is due at once. An
 * entry that fails does not stop the others.
 */
export async function tick(deps: TickDeps, { afresh }: { readonly afresh: boolean }): Promise<Ticked> {
  const done = { planned: 0, woken: 0, sealed: 0, published: 0, failed: 0 };
  for (const schoolYear of deps.schoolYears) {
    const readings = await deps.declarations.speaking(schoolYear);
    for (const reading of readings.filter((one) => worthReading(one, deps.clocks.calendar.now()))) {
      try {
        const one = await tickEntry(deps, reading, afresh);
        done.planned += one.planned;
        done.woken += one.woken;
        done.sealed += one.sealed;
      } catch (error) {
        done.failed += 1;
        deps.report('tick-failed', { schoolYear, version: reading.entry.version, error: nameOf(error) });
      }
    }
  }
  if (deps.choresDue()) done.failed += await doChores(deps);
  return { ...done, published: await publishWords(deps) };
}

/** Does the chores one after the other, and says how many of them failed. */
async function doChores({ followUp, closeDays, remind, askForChecks, report }: TickDeps): Promise<number> {
  let failed = 0;
  for (const [kind, chore] of [
    ['follow-up', followUp],
    ['closing', closeDays],
    ['reminders', remind],
    ['checks', askForChecks],
  ] as const) {
    try {
      await chore();
    } catch (error) {
      failed += 1;
      report('tick-failed', { kind, error: nameOf(error) });
    }
  }
  return failed;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

async function tickEntry(
  deps: TickDeps,
  reading: DeclarationReading,
  afresh: boolean,
): Promise<Pick<Ticked, 'planned' | 'woken' | 'sealed'>> {
  const { schoolYear, version } = reading.entry;
  const ref = { schoolYear, version };
  const [mark, parcels] = await Promise.all([deps.parcels.planned(ref), deps.parcels.ofEntry(ref)]);
  const nowMs = deps.clocks.machine.now();
  const due = whatIsDue({ reading, mark, parcels }, { nowMs, wakeAfterMs: afresh ? 0 : deps.wakeAfterMs });
  if (due.plan) await plan(deps, ref);
  const woken = await wake(deps, due.wake);
  if (due.seal) await deps.seal({ reading, parcels: endedDeliveries(deps, reading.entry, parcels) });
  return { planned: due.plan ? 1 : 0, woken, sealed: due.seal ? 1 : 0 };
}

/** More than the workers of a channel take up in a minute. Most of a long queue are not lost but wait for their turn: nothing is gained by waking them. */
const mostWoken = 250;

/** One message for each parcel that was noted as woken, the earliest bells first: of two ticks one sends it. */
async function wake({ parcels, queue, clocks }: TickDeps, due: readonly Parcel[]): Promise<number> {
  const wokenMs = clocks.machine.now();
  const first = due.toSorted((a, b) => a.bell - b.bell).slice(0, mostWoken);
  const woken = new Set<string>();
  await steadily(clocks.machine, first, async (parcel) => {
    if (await parcels.put({ ...parcel, wokenMs, revision: parcel.revision + 1 })) woken.add(parcel.parcelId);
  });
  const noted = first.filter(({ parcelId }) => woken.has(parcelId));
  await sendParcels(noted, queue, wokenMs);
  return noted.length;
}
