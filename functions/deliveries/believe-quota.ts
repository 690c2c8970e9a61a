import type { MachineMs } from '../core/clock.ts';
import type { Pace, QuotaState } from './quota.ts';

/** Retry-After is obeyed up to this; a permit further ahead is implausible (S-16). */
export const mostAheadMs = 120_000;
/** How long the pace is halved after a provider said it is too much. */
export const slowForMs = 30_000;
/** Clocks of processes differ: what one wrote to the limit lies beyond it for another. */
const allowanceMs = 5_000;

/** A row as it begins; its first write has revision 1. */
export function freshRow(provider: string, kind: string, pace: Pace, nowMs: MachineMs): QuotaState {
  const perSecond = pace.startPerSecond ?? pace.perSecond;
  const times = { nextMs: nowMs, grownMs: nowMs, urgentMs: 0, slowUntilMs: 0, pausedUntilMs: 0, normalNextMs: nowMs };
  return { provider, kind, revision: 0, boughtBy: '', perSecond, ...times, heat: 0, heatMs: nowMs, probing: false };
}

/**
 * A row that begins anew where one was not to be believed, at the same revision. Nobody knows what was bought by it: one request probes, and ten
 * seconds of nothing follow, after which no window holds too many whatever went before.
 */
export function rebuiltRow(
  { provider, kind, revision }: Pick<QuotaState, 'provider' | 'kind' | 'revision'>,
  pace: Pace,
  nowMs: MachineMs,
): QuotaState {
  return { ...freshRow(provider, kind, pace, nowMs), revision, probing: true };
}

/** Whether all times of a row are such as buying and slowing down write: none keeps classes waiting longer than two minutes. Pure. */
export function believeQuota(row: QuotaState, nowMs: MachineMs): boolean {
  const { nextMs, pausedUntilMs, urgentMs, normalNextMs, heatMs, slowUntilMs, grownMs, heat } = row;
  const soonMs = nowMs + mostAheadMs + allowanceMs;
  const near = [nextMs, pausedUntilMs, urgentMs, normalNextMs, heatMs].every((ms) => ms <= soonMs);
  return near && Math.max(slowUntilMs, grownMs) <= soonMs + slowForMs && heat < mostHeat + 1;
}

/**
 * So many refusals for being too fast, beyond what is sporadic, mean the provider as a whole and not its teams (DELIVERY 6). A handful at once
 * is what a process that stood still for a moment comes to.
 */
export const mostHeat = 5;
