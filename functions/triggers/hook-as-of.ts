import type { Hook } from '../calendar/hooks.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { FeedState } from './signal.ts';

/** The name of a hook among the feeds. */
export function hookFeed(hookId: string): string {
  return `hook/${hookId}`;
}

/**
 * How a hook stands at a moment: unknown since it last spoke where it has been silent for longer than is usual for it (S-22), for then a broken
 * secret looks like a quiet night. Undefined for one that never spoke and of which nothing is expected.
 */
export function hookAsOf(
  { id, silentAfterHours }: Pick<Hook, 'id' | 'silentAfterHours'>,
  row: FeedState | undefined,
  now: Temporal.Instant,
): FeedState | undefined {
  if (silentAfterHours === undefined) return row;
  if (row?.lastGoodAt === undefined) {
    return { feed: hookFeed(id), ok: false, failures: 0, alerts: 0, problem: 'Nothing has come by it yet.' };
  }
  const until = parseInstant(row.lastGoodAt).add({ hours: silentAfterHours });
  if (compareInstants(now, until) <= 0) return row;
  const problem = `Nothing has come by it for more than ${silentAfterHours} hours, which is unusual: look at what sends it.`;
  return { ...row, ok: false, unknownSince: row.lastGoodAt, problem };
}
