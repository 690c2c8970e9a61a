import { advance, pauseMs } from './advance.ts';
import type { Delivery } from './delivery.ts';
import type { Found, LookOutcome, Moment, Times } from './ports.ts';

/** What a look leads to: the row afterwards, and the copies to remove before it is written. */
export type Settlement = {
  readonly delivery: Delivery;
  readonly remove: readonly Found[];
  /** Posts with our marker that are not provably ours: reported and left. */
  readonly strangers: number;
};

/** Looks in a row that could not be made before a person is asked: some twelve minutes of growing pauses. */
const mostFailedLooks = 8;

/** The row after a look for a delivery that is in doubt, or settled with a closing look due (DELIVERY 4). Pure. */
export function settle(delivery: Delivery, outcome: LookOutcome, now: Moment, times: Times): Settlement {
  if (outcome.kind === 'unable')
    return { delivery: unable(delivery, outcome.reason, now, times), remove: [], strangers: 0 };
  const ours = outcome.found.filter((one) => one.provablyOurs).toSorted((a, b) => a.createdMs - b.createdMs);
  const strangers = outcome.found.length - ours.length;
  const [oldest, ...twins] = ours.filter((one) => !one.draft);
  const [draft, ...otherDrafts] = ours.filter((one) => one.draft);
  if (oldest !== undefined) {
    const remove = [...twins, ...(draft === undefined ? [] : [draft]), ...otherDrafts];
    return { delivery: adopted(delivery, oldest, now, times), remove, strangers };
  }
  if (delivery.status === 'sent') return { delivery: gone(delivery), remove: [], strangers };
  if (draft !== undefined && (delivery.escalated || hasEnded(delivery))) {
    return { delivery: notFound(delivery, now, times), remove: [draft, ...otherDrafts], strangers };
  }
  // Who shows our unguessable marker must have seen our post: repeating could only show it twice.
  if (strangers > 0) {
    const reason = 'a post carries our reference but is not provably ours';
    return { delivery: unable(delivery, reason, now, times), remove: [], strangers };
  }
  if (draft !== undefined) return { delivery: drafted(delivery, draft, now), remove: otherDrafts, strangers };
  return { delivery: notFound(delivery, now, times), remove: [], strangers };
}

/** The oldest of ours is the post. When it was posted is known from the attempt: the vendor's clock differs. */
function adopted(delivery: Delivery, found: Found, now: Moment, times: Times): Delivery {
  if (delivery.status === 'sent') return adoptedLate(delivery, found);
  const { draftId: _published, ...rest } = delivery;
  const closing = delivery.repeats > 0 && !delivery.closingLook;
  return advance(rest, {
    status: 'sent',
    providerId: found.providerId,
    sentAt: delivery.startedAt ?? now.at,
    sentMs: delivery.startedMs ?? now.ms,
    // Whose words it has depends on which attempt it was: if newer ones are wanted, it is edited.
    shown: { words: delivery.entry.version },
    mayBeVisible: true,
    escalated: false,
    looksFailed: 0,
    closingLook: closing,
    ...(closing ? { dueMs: now.ms + times.closingLookMs } : {}),
  });
}

/** The same post, or an older twin: what was edited was then the newer one, which is removed. */
function adoptedLate(delivery: Delivery, { providerId }: Found): Delivery {
  const settled = { providerId, closingLook: false };
  if (delivery.providerId === providerId) return advance(delivery, settled);
  const { edit: _edit, ...rest } = delivery;
  return advance(rest, { ...settled, shown: { words: delivery.entry.version } });
}

/** A post that somebody deleted after it was sent is never posted again (DELIVERY 4). */
function gone(delivery: Delivery): Delivery {
  return advance(delivery, { closingLook: false, looksFailed: 0 });
}

function drafted(delivery: Delivery, draft: Found, now: Moment): Delivery {
  const kept = { status: 'in-doubt', draftId: draft.providerId, looks: 2, looksFailed: 0, mayBeVisible: true } as const;
  return advance(delivery, { ...kept, repeats: Math.max(1, delivery.repeats), dueMs: now.ms });
}

/** It will not be posted any more: what a look finds of it was there before. */
function hasEnded({ status }: Delivery): boolean {
  return status === 'superseded' || status === 'expired';
}

function notFound(delivery: Delivery, now: Moment, times: Times): Delivery {
  if (hasEnded(delivery)) return advance(delivery, { closingLook: false, looksFailed: 0, reason: delivery.reason });
  if (delivery.escalated) {
    const reason = 'posted again without an answer and found nowhere: look into the class, then retry';
    return advance(delivery, { closingLook: false, reason });
  }
  const looks = (delivery.status === 'attempting' ? 0 : delivery.looks) + 1;
  const dueMs = looks < 2 ? now.ms + times.looksMs[1] - times.looksMs[0] : now.ms;
  const reason = `in doubt, looked ${looks === 1 ? 'once' : 'twice'} and not found`;
  return advance(delivery, { status: 'in-doubt', looks, looksFailed: 0, mayBeVisible: true, dueMs, reason });
}

/** A list that fails or is cut short is no look: it is made again, with growing pauses, and then a person is asked. */
function unable(delivery: Delivery, reason: string, now: Moment, times: Times): Delivery {
  const looksFailed = delivery.looksFailed + 1;
  const status = delivery.status === 'attempting' ? 'in-doubt' : delivery.status;
  const looks = delivery.status === 'attempting' ? 0 : delivery.looks;
  const kept = { status, looks, looksFailed, mayBeVisible: true } as const;
  if (looksFailed < mostFailedLooks) {
    return advance(delivery, { ...kept, dueMs: now.ms + pauseMs(looksFailed - 1, times), reason });
  }
  if (status === 'sent' || hasEnded(delivery))
    return advance(delivery, { ...kept, closingLook: false, reason: `no closing look: ${reason}` });
  const asked = `it cannot be looked for (${reason}): look into the class, then retry`;
  return advance(delivery, { ...kept, closingLook: false, escalated: true, reason: asked });
}
