import type { Delivery } from '../../functions/deliveries/delivery.ts';
import { noFigures } from '../../functions/deliveries/figures.ts';
import type { Parcel } from '../../functions/deliveries/parcel.ts';

/** A delivery of the first entry that is being attempted, but for what a test says of it. */
export function deliveryRow(changes: Partial<Delivery> = {}): Delivery {
  return {
    entry: { schoolYear: '2022-23', version: 1 },
    deliveryId: 'n.t',
    noticeId: 'n',
    parcelId: 'p',
    channel: 'google-classroom',
    targetId: 't',
    schoolId: 'pine-hs',
    status: 'attempting',
    revision: 1,
    attempts: 1,
    refusals: 0,
    mayBeVisible: false,
    looks: 0,
    looksFailed: 0,
    repeats: 0,
    closingLook: false,
    escalated: false,
    ...changes,
  };
}

/** An open parcel of 25 classes of the first entry, none posted to, but for what a test says of it. */
export function parcelRow(changes: Partial<Parcel> = {}): Parcel {
  return {
    entry: { schoolYear: '2022-23', version: 1 },
    parcelId: 'p',
    noticeId: 'n',
    audience: 'class',
    channel: 'google-classroom',
    lane: 'normal',
    schoolId: 'pine-hs',
    unit: 'pine-hs',
    chunk: 'c',
    rendering: 'r',
    bell: 500,
    notAfter: '2023-02-24T14:50:00-06:00',
    sharesParent: false,
    figures: noFigures(25),
    status: 'open',
    dueMs: 1,
    leaseUntilMs: 0,
    wokenMs: 0,
    revision: 1,
    ...changes,
  };
}
