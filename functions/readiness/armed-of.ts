import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { ChannelName } from '../names.ts';
import type { ChannelCheck, ChannelState } from './channel-check.ts';

/** A day, and time for the check to be made. */
const staleAfterHours = 26;

/**
 * Whether a channel is armed: only while a self-check of the last 26 hours says so (DESIGN 3.9). A bad word does not age: what could not be
 * posted to stays so until a check finds otherwise.
 */
export function armedOf(channel: ChannelName, check: ChannelCheck | undefined, now: Temporal.Instant): ChannelState {
  if (check === undefined) return { channel, armed: 'unknown', reason: 'no self-check has been made' };
  const { armed, since, checkedAt, problem } = check;
  const stale = compareInstants(parseInstant(checkedAt).add({ hours: staleAfterHours }), now) < 0;
  if (armed === 'armed' && stale) {
    const reason = 'the last self-check is more than a day old: ask for one';
    return { channel, armed: 'unknown', since: checkedAt, checkedAt, reason };
  }
  const why = problem === undefined ? {} : { code: problem.code, reason: problem.words };
  return { channel, armed, since, checkedAt, ...why };
}
