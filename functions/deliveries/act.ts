import { unreachable } from '../core/errors.ts';
import type { Target } from '../roster/roster.ts';
import { advance, unwritten } from './advance.ts';
import { attempt } from './attempt.ts';
import type { Delivery } from './delivery.ts';
import { checkEdit, editPost, endEdit } from './edit.ts';
import { lookAndSettle, removeAll } from './look.ts';
import type { Step } from './next-step.ts';
import { repeat } from './repeat.ts';
import type { Round } from './round.ts';

/** A target, its row as last read, and what is to be done for it. */
export type Task = { readonly target: Target; readonly delivery: Delivery | undefined; readonly step: Step };

/** Does one step. Every write is conditional on the row as it was read: who comes second changes nothing. */
export async function act(round: Round, { target, delivery, step }: Task): Promise<void> {
  switch (step.do) {
    case 'attempt':
      return attempt(round, target, delivery);
    case 'look':
    case 'closing-look':
      return delivery && lookAndSettle(round, target, delivery);
    case 'repeat':
      return delivery && repeat(round, target, delivery);
    case 'supersede': {
      const by = step.by === undefined ? {} : { supersededBy: step.by };
      return end(round, target, delivery, { status: 'superseded', reason: step.reason, ...by });
    }
    case 'expire':
      return end(round, target, delivery, { status: 'expired', reason: step.reason });
    case 'escalate':
      return escalate(round, delivery, step.reason);
    case 'edit':
      return delivery && editPost(round, target, delivery, step.wanted);
    case 'check-edit':
      return delivery && checkEdit(round, target, delivery, step.wanted);
    case 'end-edit':
      return delivery && endEdit(round, delivery, step);
    case 'wait':
    case 'nothing':
      return;
    default:
      return unreachable(step);
  }
}

/** Ends what will never be posted; what was looked for in vain is said so, and looked for once more: a list may be late by minutes. */
async function end(
  round: Round,
  target: Target,
  delivery: Delivery | undefined,
  change: Partial<Delivery> & { reason: string },
): Promise<void> {
  const before = delivery ?? unwritten(round.identityOf(target));
  if (before.draftId !== undefined) await removeAll(round, target, [{ providerId: before.draftId }]);
  const { channel, deliveries, times } = round.deps;
  const reason = [change.reason, ...(before.reason === undefined ? [] : [before.reason])].join('; ');
  const isSought = before.mayBeVisible && channel.look !== undefined;
  const closing = isSought ? { closingLook: true, dueMs: round.now().ms + times.closingLookMs } : {};
  await deliveries.put(advance(before, { ...change, ...closing, reason }));
}

/** Asks a person. A repeat still gets its closing look: what was lost may yet turn up. */
async function escalate(round: Round, delivery: Delivery | undefined, reason: string): Promise<void> {
  if (delivery === undefined) return;
  const { deliveries, report, times } = round.deps;
  const closing = delivery.repeats > 0 ? { closingLook: true, dueMs: round.now().ms + times.closingLookMs } : {};
  const asked = { status: 'in-doubt', mayBeVisible: true, escalated: true, reason } as const;
  if (await deliveries.put(advance(delivery, { ...asked, ...closing }))) {
    report('delivery-escalated', { deliveryId: delivery.deliveryId });
  }
}
