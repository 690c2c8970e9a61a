import type { Delivery } from './delivery.ts';
import type { Moment, Times } from './ports.ts';

/** The next revision of a row. What only its last state knew (lease, due time, reason) is left behind unless the change says it. */
export function advance(delivery: Delivery, change: Partial<Delivery>): Delivery {
  const { dueMs: _due, leaseUntilMs: _lease, reason: _reason, ...kept } = delivery;
  return { ...kept, ...change, revision: delivery.revision + 1 };
}

/** Who a delivery is, before it has a row. */
export type DeliveryIdentity = Pick<
  Delivery,
  'entry' | 'deliveryId' | 'noticeId' | 'parcelId' | 'channel' | 'targetId' | 'schoolId'
>;

/** A row that is not written yet: `advance` makes its first revision. */
export function unwritten(identity: DeliveryIdentity): Delivery {
  const counts = { attempts: 0, refusals: 0, looks: 0, looksFailed: 0, repeats: 0 };
  const flags = { mayBeVisible: false, closingLook: false, escalated: false };
  return { ...identity, status: 'waiting', revision: 0, ...counts, ...flags };
}

/** The row directly before an attempt or, with `repeat`, before the one repeat: with it in place only this attempt may post. */
export function beginAttempt(
  before: Delivery,
  attempt: { readonly id: string; readonly now: Moment; readonly repeat: boolean; readonly words: number },
  times: Times,
): Delivery {
  const { id, now, repeat, words } = attempt;
  return advance(before, {
    status: 'attempting',
    attempts: before.attempts + 1,
    attemptId: id,
    // A draft that is at hand has the words with which it was made.
    words: before.draftId === undefined ? words : (before.words ?? before.entry.version),
    startedAt: now.at,
    startedMs: now.ms,
    firstStartedMs: before.firstStartedMs ?? now.ms,
    leaseUntilMs: now.ms + times.leaseMs,
    looks: 0,
    // A draft that waits is looked for at each try of its repeat: it must not begin to count anew, or nobody would ever be asked.
    looksFailed: repeat ? before.looksFailed : 0,
    // An attempt that never came back may have posted.
    mayBeVisible: before.mayBeVisible || before.status === 'attempting',
    repeats: before.repeats + (repeat && before.repeats === 0 ? 1 : 0),
  });
}

/** The wait before try `n` (from 0): doubling from the first look's wait up to the longest. */
export function pauseMs(n: number, times: Times): number {
  return Math.min(times.refusalWaitMs, times.looksMs[0] * 2 ** Math.min(n, 20));
}
