import type { MachineMs } from '../core/clock.ts';
import { advance, type DeliveryIdentity, unwritten } from './advance.ts';
import type { Delivery } from './delivery.ts';
import type { Times } from './ports.ts';

/** What becomes of one earlier delivery before a later entry acts for its target (DELIVERY 5). */
export type Closing =
  | {
      readonly kind: 'closed';
      /** The row to write, where one changes; who writes it first wins. */
      readonly write?: Delivery;
      readonly mayBeVisible: boolean;
    }
  | { readonly kind: 'wait'; readonly untilMs: MachineMs };

/** How soon an attempt that is under way is asked after again. */
const answerMs = 1_000;

/**
 * Closes a target's delivery of an earlier entry: what was never attempted is superseded by the very condition that starts an attempt,
 * what may yet turn out either way is settled first, what is visible is marked in place. Pure.
 */
export function closeEarlier(
  row: Delivery | undefined,
  earlier: { readonly identity: DeliveryIdentity; readonly by: number },
  nowMs: MachineMs,
  times: Times,
): Closing {
  const { identity, by } = earlier;
  const superseded = { status: 'superseded', supersededBy: by, reason: `entry ${by} took its place` } as const;
  if (row === undefined) {
    return { kind: 'closed', write: advance(unwritten(identity), superseded), mayBeVisible: false };
  }
  switch (row.status) {
    case 'waiting':
      return { kind: 'closed', write: advance(row, superseded), mayBeVisible: false };
    case 'attempting': {
      // Its answer is likely to come any moment: long before its lease is over.
      const first = settledFirst(row, (row.leaseUntilMs ?? nowMs) + times.looksMs[0], nowMs, times, by);
      return first.kind === 'wait' ? { kind: 'wait', untilMs: Math.min(first.untilMs, nowMs + answerMs) } : first;
    }
    case 'in-doubt':
      return row.escalated ? marked(row, by) : settledFirst(row, row.dueMs ?? nowMs, nowMs, times, by);
    case 'sent':
      return marked(row, by);
    case 'failed':
    case 'superseded':
    case 'expired':
      return { kind: 'closed', mayBeVisible: row.mayBeVisible };
  }
}

/** Its own worker settles it; when nobody does for too long, the later word is not held up any longer. */
function settledFirst(row: Delivery, dueMs: MachineMs, nowMs: MachineMs, times: Times, by: number): Closing {
  if (nowMs > dueMs + times.refusalWaitMs) return marked(row, by);
  return { kind: 'wait', untilMs: Math.max(dueMs, nowMs) + times.looksMs[0] };
}

/** Marked in place: status, due time and reason stay what they are. */
function marked(row: Delivery, by: number): Closing {
  if (row.supersededBy !== undefined) return { kind: 'closed', mayBeVisible: true };
  const write = { ...row, supersededBy: by, revision: row.revision + 1 };
  return { kind: 'closed', write, mayBeVisible: true };
}
