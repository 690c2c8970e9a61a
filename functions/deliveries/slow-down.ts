import type { MachineMs } from '../core/clock.ts';
import { mostAheadMs, mostHeat, slowForMs } from './believe-quota.ts';
import type { Pace, QuotaState } from './quota.ts';

/** A provider's refusal of one request for being too fast. */
export type TooFast = {
  /** Whose limit it may be: `parent` where the vendor does not say, and the team's and channel's are the tight ones. */
  readonly scope: 'parent' | 'provider';
  readonly retryAfterMs?: number | undefined;
};

/** The share of requests that may be refused, by ones and twos, before the provider as a whole is meant. */
const sporadic = 0.05;

/**
 * The row after a provider said it is too much. One team's refusal alone changes nothing for the others; where several follow each other, or the
 * provider is what is meant, everybody goes at half the pace for 30 s, and a Retry-After is a pause first: of two minutes at most, then a probe.
 */
export function slowDown(
  row: QuotaState,
  pace: Pace,
  { scope, retryAfterMs = 0 }: TooFast,
  nowMs: MachineMs,
): QuotaState {
  const cooled = Math.max(0, row.heat - (Math.max(0, nowMs - row.heatMs) / 1000) * sporadic * pace.perSecond);
  const heat = Math.min(mostHeat, cooled + 1);
  const heated = { ...row, heat, heatMs: nowMs };
  if (scope === 'parent' && heat < mostHeat) return heated;
  const pausedUntilMs = Math.max(row.pausedUntilMs, nowMs + Math.min(retryAfterMs, mostAheadMs));
  const probing = row.probing || retryAfterMs > mostAheadMs;
  const slowUntilMs = pausedUntilMs + slowForMs;
  // Where the pace had grown it has grown too far.
  const perSecond = Math.max(pace.startPerSecond ?? pace.perSecond, row.perSecond / 2);
  return { ...heated, perSecond, pausedUntilMs, slowUntilMs, grownMs: slowUntilMs, probing };
}
