import { compareInstants, formatInstant, parseInstant, type Temporal } from '../core/time.ts';
import type { FeedReading } from './ports.ts';
import type { ToolReading } from './tool-state.ts';

/**
 * The row of a tool's feed after it was asked again. `since` moves when the status does, or when the vendor names a beginning of its own: a
 * second outage right after the first is newer than whatever IT said in between.
 */
export function mergeToolReading(
  toolId: string,
  before: ToolReading | undefined,
  { status, source, since, what }: FeedReading,
  { now, timeZone }: { readonly now: Temporal.Instant; readonly timeZone: string },
): ToolReading {
  const at = formatInstant(now, timeZone);
  // A beginning in the future is a clock that is wrong.
  const named = since !== undefined && compareInstants(parseInstant(since), now) <= 0 ? since : undefined;
  const sameAsBefore = before?.status === status ? before.since : undefined;
  const lastGoodAt = status === 'unknown' ? before?.lastGoodAt : at;
  return {
    toolId,
    status,
    since: named ?? sameAsBefore ?? at,
    at,
    ...(lastGoodAt === undefined ? {} : { lastGoodAt }),
    source,
    ...(what === undefined ? {} : { what: what.slice(0, 200) }),
  };
}
