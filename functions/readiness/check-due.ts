import type { MachineMs } from '../core/clock.ts';
import { compareInstants, instantOf, localDate, parseInstant, Temporal } from '../core/time.ts';
import type { ChannelCheck, CheckRequest } from './channel-check.ts';

/** When channels are checked each day: hours before anybody decides. */
const dailyAt = '03:00';
/** How long a check is waited for, and what could not be posted to is left alone before it is looked at again. */
export const againAfterMs = 15 * 60_000;

export type CheckMoment = {
  readonly now: Temporal.Instant;
  readonly nowMs: MachineMs;
  readonly timeZone: string;
  /** Proposals that are open. */
  readonly proposalIds: readonly string[];
  /** The version of the code that runs. */
  readonly code: string;
  /** Hash of the roster in force; absent before one was loaded. */
  readonly roster?: string | undefined;
};

/**
 * Whether a channel is to be checked now (E13, S-17): never yet, not since three this morning, not since a proposal came up, another
 * version was deployed or another roster loaded; or the last check has not come, or found that the channel is not armed, a quarter of an hour ago. Pure.
 */
export function checkDue(
  request: CheckRequest | undefined,
  check: ChannelCheck | undefined,
  { now, nowMs, timeZone, proposalIds, code, roster }: CheckMoment,
): boolean {
  if (request === undefined || request.code !== code) return true;
  if (compareInstants(parseInstant(request.askedAt), lastDaily(now, timeZone)) < 0) return true;
  if (proposalIds.some((id) => !request.proposalIds.includes(id))) return true;
  if (roster !== request.roster) return true;
  const settled = check?.checkId === request.checkId && check.armed === 'armed';
  return !settled && nowMs - request.askedMs >= againAfterMs;
}

function lastDaily(now: Temporal.Instant, timeZone: string): Temporal.Instant {
  const today = localDate(now, timeZone);
  const at = instantOf(today, dailyAt, timeZone);
  if (compareInstants(at, now) <= 0) return at;
  return instantOf(Temporal.PlainDate.from(today).subtract({ days: 1 }).toString(), dailyAt, timeZone);
}
