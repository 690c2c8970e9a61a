import type { Clocks } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { formatInstant } from '../core/time.ts';
import type { ChannelName } from '../names.ts';
import { checkDue } from '../readiness/check-due.ts';
import type { CheckStore } from '../readiness/ports.ts';
import type { CheckQueue, Report } from './ports.ts';

export type AskDeps = {
  readonly clocks: Clocks;
  readonly ids: Ids;
  readonly timeZone: string;
  /** The channels of the district. */
  readonly channels: readonly ChannelName[];
  readonly schoolYears: readonly string[];
  readonly checks: CheckStore;
  readonly queue: CheckQueue;
  /** The version of the code that runs. */
  readonly code: string;
  readonly report: Report;
  /** Hash of the roster in force; undefined before one was loaded. */
  readonly rosterHash: () => Promise<string | undefined>;
};

/** A check that has not come after this long is a worker that stands still. */
const missingAfterMs = 60 * 60_000;

/**
 * Asks the workers of channels to check themselves: those that are due, or with `now` all of them. Only a channel's own worker can tell, for
 * it alone may mint (S-12). The request is noted before it is sent; a message that is lost is asked for again. Answers who was asked.
 */
export async function askForChecks(
  { clocks, ids, timeZone, channels, schoolYears, checks, queue, code, report, rosterHash }: AskDeps,
  { proposalIds, now }: { readonly proposalIds: readonly string[]; readonly now: boolean },
): Promise<ChannelName[]> {
  const [known, roster] = await Promise.all([checks.all(), rosterHash()]);
  const moment = { now: clocks.calendar.now(), nowMs: clocks.machine.now(), timeZone, proposalIds, code, roster };
  const due = channels.filter((channel) => {
    const request = known.requests.find((one) => one.channel === channel);
    const check = known.checks.find((one) => one.channel === channel);
    const isDue = now || checkDue(request, check, moment);
    const isMissing = request !== undefined && check?.checkId !== request.checkId;
    if (isDue && isMissing && moment.nowMs - request.askedMs >= missingAfterMs)
      report('channel-unchecked', { channel });
    return isDue;
  });
  const askedAt = formatInstant(moment.now, timeZone);
  for (const channel of due) {
    const checkId = ids.base32(10);
    const asked = { checkId, askedAt, askedMs: moment.nowMs, proposalIds: [...proposalIds], code };
    await checks.putRequest({ channel, ...asked, ...(roster === undefined ? {} : { roster }) });
    await queue.send(channel, 'urgent', [
      { message: { check: checkId, askedMs: moment.nowMs, schoolYears: [...schoolYears] } },
    ]);
  }
  return due;
}
