import type { MachineMs } from '../core/clock.ts';
import { parseInstant, type Temporal } from '../core/time.ts';
import { sumOf } from './figures.ts';
import type { Parcel } from './parcel.ts';

/** What an estimate depends on beside the parcels. */
export type ReachMoment = {
  readonly now: Temporal.Instant;
  readonly nowMs: MachineMs;
  /** Posts a second that each channel's provider allows: believed until there is a speed to see. */
  readonly paces: Readonly<Record<string, number>>;
};

/** Times of posts are kept in whole seconds. */
const roundedMs = 1_000;

/** The share of an entry that the provider's pace counts for beside what has really been posted. */
const trust = 0.01;

/**
 * When the last class will have an entry's notice, by the speed at which its posts are really made: each channel's own, waits that are known
 * included. Once nothing is pending, when it had it. Undefined: nothing was posted, and nothing will be. Pure.
 */
export function reachedBy(parcels: readonly Parcel[], moment: ReachMoment): Temporal.Instant | undefined {
  const { now, nowMs } = moment;
  const { lastSentAt, pending } = sumOf(parcels.map((one) => one.figures));
  if (pending === 0) return lastSentAt === undefined ? undefined : parseInstant(lastSentAt);
  const groups = [...Map.groupBy(parcels, (one) => one.channel)];
  const leftMs = groups.map(([channel, of]) => msLeft(of, moment.paces[channel] ?? 1, moment));
  const waitMs = parcels.filter(isPending).map(({ dueMs }) => dueMs - nowMs);
  return now.add({ milliseconds: Math.ceil(Math.max(0, ...leftMs, ...waitMs)) });
}

/** Milliseconds until a channel's last post: at its pace while no parcel is through, for until then nothing was written. */
function msLeft(parcels: readonly Parcel[], pace: number, moment: ReachMoment): number {
  const { planned, sent, pending } = sumOf(parcels.map((one) => one.figures));
  const usualMs = usualDuration(parcels, moment);
  if (usualMs === undefined) return (1000 * pending) / pace;
  const underWay = sentMeanwhile(parcels, usualMs, moment);
  const begun = parcels.flatMap(({ startedMs }) => startedMs ?? []);
  const sinceMs = Math.max(0, moment.nowMs - Math.min(...begun, moment.nowMs));
  const trusted = trust * planned;
  const perMs = (sent + underWay + trusted) / (sinceMs + (1000 * trusted) / pace);
  // Nothing leaves faster than the provider allows: what was made in one go at the start says nothing about the rest.
  return (pending - underWay) / Math.min(perMs, pace / 1000);
}

/** Posts that workers have made and not written into their parcels yet: as far as a parcel usually is after so long. */
function sentMeanwhile(parcels: readonly Parcel[], usualMs: number, { nowMs }: ReachMoment): number {
  const worked = parcels.filter((one) => isPending(one) && one.leaseUntilMs > nowMs);
  return worked.reduce((sum, { figures, startedMs = nowMs }) => {
    return sum + figures.pending * Math.min(1, Math.max(0, nowMs - startedMs) / usualMs);
  }, 0);
}

/** From a worker's turning to a parcel to its last post, of those that are through. */
function usualDuration(parcels: readonly Parcel[], { now, nowMs }: ReachMoment): number | undefined {
  const machineOf = (at: string): MachineMs =>
    nowMs + parseInstant(at).epochMilliseconds - now.epochMilliseconds + roundedMs / 2;
  const durations = parcels.flatMap(({ figures: { pending, lastSentAt }, startedMs }) =>
    pending > 0 || lastSentAt === undefined || startedMs === undefined ? [] : [machineOf(lastSentAt) - startedMs],
  );
  if (durations.length === 0) return undefined;
  return Math.max(1, durations.reduce((sum, one) => sum + one, 0) / durations.length);
}

function isPending({ status, figures }: Parcel): boolean {
  return status === 'open' && figures.pending > 0;
}
