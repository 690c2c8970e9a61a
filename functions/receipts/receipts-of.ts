import type { Delivery } from '../deliveries/delivery.ts';
import { deliveryIdOf } from '../deliveries/delivery-id.ts';
import type { Parcel } from '../deliveries/parcel.ts';
import type { Target } from '../roster/roster.ts';
import type { Receipt } from './receipt.ts';

/** A parcel that has ended, its targets, and their rows in the same order. */
export type Ended = {
  readonly parcel: Parcel;
  readonly targets: readonly Target[];
  readonly rows: readonly (Delivery | undefined)[];
  /** Hash of the rendering that a target got. */
  readonly renderingOf: (target: Target) => string;
};

/** One receipt a target, in the order of the roster: the same rows make the same receipts. Pure. */
export function receiptsOf({ parcel, targets, rows, renderingOf }: Ended, secret: string): Receipt[] {
  return targets.map((target, i) => {
    const row = rows[i];
    const { noticeId, channel, schoolId } = parcel;
    const { targetId } = target;
    const deliveryId = deliveryIdOf(secret, noticeId, channel, targetId);
    const identity = { deliveryId, channel, targetId, schoolId, rendering: renderingOf(target) };
    if (row === undefined) return { ...identity, status: 'failed', attempts: 0, reason: neverTried(parcel) };
    const { attempts, providerId, sentAt, sentMs, reason } = row;
    return {
      ...identity,
      status: endOf(row),
      attempts,
      ...(providerId === undefined ? {} : { providerId }),
      ...(sentAt === undefined ? {} : { sentAt }),
      ...(sentMs === undefined ? {} : { sentMs }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

/** What was under way when its parcel was given up has ended too: as failed where nothing can have been posted, else in doubt. */
function endOf({ status, mayBeVisible }: Delivery): Receipt['status'] {
  if (status === 'waiting') return mayBeVisible ? 'in-doubt' : 'failed';
  return status === 'attempting' ? 'in-doubt' : status;
}

function neverTried({ reason }: Parcel): string {
  return `never attempted${reason === undefined ? '' : `: ${reason}`}`;
}
