import type { Delivery, Edit } from '../deliveries/delivery.ts';
import type { EndedDelivery } from '../deliveries/ports.ts';
import type { Receipt } from './receipt.ts';

/** The receipt of a delivery that has ended. Pure: the same row makes the same receipt. */
export function receiptOf({ delivery, parcelReason, ...identity }: EndedDelivery): Receipt {
  if (delivery === undefined) {
    const reason = `never attempted${parcelReason === undefined ? '' : `: ${parcelReason}`}`;
    return { ...identity, status: 'failed', attempts: 0, reason };
  }
  const { attempts, providerId, sentAt, sentMs, reason } = delivery;
  return {
    ...identity,
    status: endOf(delivery),
    attempts,
    ...(providerId === undefined ? {} : { providerId }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(sentMs === undefined ? {} : { sentMs }),
    ...(reason === undefined ? {} : { reason }),
    ...(delivery.edit === undefined ? {} : { edit: editOf(delivery.edit) }),
  };
}

/** An edit that was under way when its parcel was given up may have been made. */
function editOf({ status, face, editedAt, editedMs, reason }: Edit): NonNullable<Receipt['edit']> {
  const ended = status === 'editing' || status === 'waiting' ? 'in-doubt' : status;
  return {
    status: ended,
    ...face,
    ...(editedAt === undefined ? {} : { editedAt }),
    ...(editedMs === undefined ? {} : { editedMs }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** What was under way when its parcel was given up has ended too: as failed where nothing can have been posted, else in doubt. */
function endOf({ status, mayBeVisible }: Delivery): Receipt['status'] {
  if (status === 'waiting') return mayBeVisible ? 'in-doubt' : 'failed';
  return status === 'attempting' ? 'in-doubt' : status;
}
