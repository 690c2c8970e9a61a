import type { MachineMs } from '../core/clock.ts';
import type { Lane } from '../names.ts';
import type { Pace, QuotaState } from './quota.ts';

/** How far ahead the first permit of a block may start: what is bought ahead cannot be overtaken. */
const horizonMs: Record<Lane, number> = { urgent: 2_000, normal: 500 };

/** A block ends this long after the horizon at the latest: what is slow is bought in small blocks. */
const longestBlockMs = 1_000;

/** After a probe nothing starts until its answer must be there. */
const probePauseMs = 10_000;

/** The normal lane's share whatever the urgent lane takes, and the most of it that it saves up. */
const reserve = { share: 0.1, mostMs: 5_000 };

/** A kind that nobody asked for this long begins again where it began: what it had grown to was of another day. */
const forgottenMs = 600_000;

/** What a purchase came to: the row to write and the start times, or when to ask again. */
export type Purchase = {
  readonly row: QuotaState;
  readonly starts: readonly MachineMs[];
  readonly retryAtMs: MachineMs;
};

export type Wish = { readonly count: number; readonly lane: Lane; readonly nowMs: MachineMs };

/**
 * Buys a block of permits: the generic cell rate algorithm, run `count` times over one row, written in one conditional put. No window of
 * `w` seconds then holds more than `burst + perSecond × w` starts. Pure.
 */
export function buyPermits(before: QuotaState, pace: Pace, { count, lane, nowMs }: Wish): Purchase {
  const row = grown(before, pace, nowMs);
  const none = (retryAtMs: MachineMs): Purchase => ({ row, starts: [], retryAtMs });
  if (nowMs < row.pausedUntilMs) return none(row.pausedUntilMs);
  const perSecond = nowMs < row.slowUntilMs ? row.perSecond / 2 : row.perSecond;
  const intervalMs = 1000 / perSecond;
  const toleranceMs = (pace.burst - 1) * intervalMs;
  const firstMs = Math.max(nowMs, row.nextMs - toleranceMs);
  const latestMs = nowMs + horizonMs[lane];
  const beyond = firstMs > latestMs;
  const granted = Math.min(count, beyond ? reserved(row, perSecond, { lane, nowMs }) : count, row.probing ? 1 : count);
  if (granted <= 0) return none(nowMs + Math.min(firstMs - latestMs, 1000 / (reserve.share * perSecond)));
  const starts: MachineMs[] = [];
  let nextMs = row.nextMs;
  while (starts.length < granted) {
    const startMs = Math.max(nowMs, nextMs - toleranceMs);
    if (starts.length > 0 && startMs > latestMs + longestBlockMs) break;
    starts.push(startMs);
    nextMs = Math.max(nextMs, nowMs) + intervalMs;
  }
  const normalNextMs = lane === 'normal' ? spent(row, perSecond, starts.length, nowMs) : row.normalNextMs;
  const probed = row.probing ? { probing: false, pausedUntilMs: nowMs + probePauseMs } : {};
  const urgentMs = lane === 'urgent' ? nowMs : row.urgentMs;
  return { row: { ...row, nextMs, urgentMs, normalNextMs, ...probed }, starts, retryAtMs: nowMs };
}

/**
 * The pace now. One that begins below the full one grows by one a second each second, but only while it is really used and nobody was refused;
 * never above the documented limit.
 */
function grown(row: QuotaState, pace: Pace, nowMs: MachineMs): QuotaState {
  const { startPerSecond } = pace;
  const grownMs = Math.max(row.grownMs, nowMs);
  if (startPerSecond === undefined) return { ...row, perSecond: pace.perSecond, grownMs };
  const idleMs = Math.max(0, nowMs - row.grownMs);
  if (idleMs > forgottenMs) return { ...row, perSecond: startPerSecond, grownMs };
  const perSecond = Math.max(startPerSecond, row.perSecond + Math.min(idleMs, 2_000) / 1000);
  return { ...row, perSecond: Math.min(pace.perSecond, perSecond), grownMs };
}

/** Permits that the normal lane may buy beyond its horizon: only while the urgent lane is what keeps it waiting. */
function reserved(row: QuotaState, perSecond: number, { lane, nowMs }: Omit<Wish, 'count'>): number {
  if (lane === 'urgent' || row.urgentMs < nowMs - horizonMs.urgent) return 0;
  const savedMs = Math.min(nowMs - row.normalNextMs, reserve.mostMs);
  return Math.floor((savedMs / 1000) * perSecond * reserve.share);
}

function spent(row: QuotaState, perSecond: number, granted: number, nowMs: MachineMs): MachineMs {
  const from = Math.max(row.normalNextMs, nowMs - reserve.mostMs);
  return Math.min(nowMs, from + (granted * 1000) / (perSecond * reserve.share));
}
