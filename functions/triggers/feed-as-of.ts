import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import { pollMinutes } from '../names.ts';
import type { FeedState } from './signal.ts';

/** Failed polls in a row from which a feed counts as unknown. */
const failuresToDoubt = 2;

/** Polls without a good reading after which it is unknown whatever its row says: whoever should look may have stopped. */
const missedPolls = 3;

/**
 * How a feed stands at a moment: its row says what the last poll saw, and nothing of a poller that has stopped since. A single failed poll
 * changes nothing yet: findings, and with them the digest that a decision names, would come and go with every hiccup of the service.
 */
export function feedAsOf(feed: string, row: FeedState | undefined, now: Temporal.Instant): FeedState {
  if (row?.lastGoodAt === undefined) {
    const problem = row?.problem ?? 'It has not been read yet.';
    return { feed, ok: false, failures: 0, alerts: 0, ...row, problem };
  }
  const lastGood = parseInstant(row.lastGoodAt);
  if (compareInstants(lastGood.add({ minutes: missedPolls * pollMinutes }), now) < 0) {
    const problem = row.problem ?? 'Nobody has looked since.';
    return { ...row, ok: false, unknownSince: row.unknownSince ?? row.lastGoodAt, problem };
  }
  if (row.ok || row.failures >= failuresToDoubt) return row;
  const { unknownSince: _, ...known } = row;
  return { ...known, ok: true };
}
