import type { MachineMs } from '../core/clock.ts';
import type { Lane } from '../names.ts';
import type { Pace, QuotaRow } from './quota.ts';

/** How far ahead the first permit of a block may start: what is bought ahead cannot be overtaken. */
const horizonMs: Record<Lane, number> = { urgent: 2_000, normal: 500 };

/** Retry-After is obeyed up to this; a permit further ahead is implausible (S-16). */
const mostAheadMs = 120_000;
const slowForMs = 30_000;
/** After a probe nothing starts until its answer must be there. */
const probePauseMs = 10_000;

/** The normal lane's share whatever the urgent lane takes, and the most of it that it saves up. */
const reserve = { share: 0.1, mostMs: 5_000 };

/** What a purchase came to: the row to write and the start times, or when to ask again. */
export type Purchase = {
  readonly row: QuotaRow;
  readonly starts: readonly MachineMs[];
  readonly retryAtMs: MachineMs;
  /** The row was implausible and has been put right. */
  readonly implausible: boolean;
};

export type Wish = { readonly count: number; readonly lane: Lane; readonly nowMs: MachineMs };

/** A row as it begins; its first write has revision 1. */
export function freshRow(provider: string, kind: string, pace: Pace, nowMs: MachineMs): QuotaRow {
  const perSecond = pace.startPerSecond ?? pace.perSecond;
  const times = { nextMs: nowMs, grownMs: nowMs, urgentMs: 0, slowUntilMs: 0, pausedUntilMs: 0, normalNextMs: nowMs };
  return { provider, kind, revision: 0, boughtBy: '', perSecond, ...times, probing: false };
}

/**
 * Buys a block of permits: the generic cell rate algorithm, run `count` times over one row, written in one conditional put. No window of
 * `w` seconds then holds more than `burst + perSecond × w` starts. Pure.
 */
export function buyPermits(before: QuotaRow, pace: Pace, { count, lane, nowMs }: Wish): Purchase {
  const implausible = [before.nextMs, before.pausedUntilMs].some((ms) => ms > nowMs + mostAheadMs);
  const row = grown(implausible ? repaired(before, nowMs) : before, pace, nowMs);
  const none = (retryAtMs: MachineMs): Purchase => ({ row, starts: [], retryAtMs, implausible });
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
  for (let i = 0; i < granted; i += 1) {
    starts.push(Math.max(nowMs, nextMs - toleranceMs));
    nextMs = Math.max(nextMs, nowMs) + intervalMs;
  }
  const normalNextMs = lane === 'normal' ? spent(row, perSecond, granted, nowMs) : row.normalNextMs;
  const probed = row.probing ? { probing: false, pausedUntilMs: nowMs + probePauseMs } : {};
  const urgentMs = lane === 'urgent' ? nowMs : row.urgentMs;
  const bought = { ...row, nextMs, urgentMs, normalNextMs, ...probed, revision: row.revision + 1 };
  return { row: bought, starts, retryAtMs: nowMs, implausible };
}

/** The provider said it is too much: half the pace for a while; a Retry-After is a pause and, where it was long, a probe after it. */
export function slowedDown(row: QuotaRow, retryAfterMs: number | undefined, nowMs: MachineMs): QuotaRow {
  const pauseMs = Math.min(retryAfterMs ?? 0, mostAheadMs);
  const pausedUntilMs = Math.max(row.pausedUntilMs, nowMs + pauseMs);
  const probing = row.probing || (retryAfterMs ?? 0) > mostAheadMs;
  const slowUntilMs = pausedUntilMs + slowForMs;
  return { ...row, pausedUntilMs, slowUntilMs, grownMs: slowUntilMs, probing, revision: row.revision + 1 };
}

function repaired(row: QuotaRow, nowMs: MachineMs): QuotaRow {
  const slowUntilMs = Math.min(row.slowUntilMs, nowMs + slowForMs);
  return {
    ...row,
    nextMs: nowMs,
    grownMs: nowMs,
    urgentMs: 0,
    normalNextMs: nowMs,
    slowUntilMs,
    pausedUntilMs: 0,
    probing: true,
  };
}

/** A pace below the full one grows by one a second each second, but only while it is really used; never above the documented limit. */
function grown(row: QuotaRow, pace: Pace, nowMs: MachineMs): QuotaRow {
  const quietMs = Math.min(Math.max(0, nowMs - row.grownMs), 2_000);
  const perSecond = Math.min(pace.perSecond, row.perSecond + quietMs / 1000);
  return { ...row, perSecond, grownMs: Math.max(row.grownMs, nowMs) };
}

/** Permits that the normal lane may buy beyond its horizon: only while the urgent lane is what keeps it waiting. */
function reserved(row: QuotaRow, perSecond: number, { lane, nowMs }: Omit<Wish, 'count'>): number {
  if (lane === 'urgent' || row.urgentMs < nowMs - horizonMs.urgent) return 0;
  const savedMs = Math.min(nowMs - row.normalNextMs, reserve.mostMs);
  return Math.floor((savedMs / 1000) * perSecond * reserve.share);
}

function spent(row: QuotaRow, perSecond: number, granted: number, nowMs: MachineMs): MachineMs {
  const from = Math.max(row.normalNextMs, nowMs - reserve.mostMs);
  return Math.min(nowMs, from + (granted * 1000) / (perSecond * reserve.share));
}
