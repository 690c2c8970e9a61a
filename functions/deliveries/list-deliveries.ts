import type { Target } from '../roster/roster.ts';
import type { ChannelName } from '../names.ts';
import { deliveryIdOf } from './delivery-id.ts';
import type { Delivery, Edit, EntryRef } from './delivery.ts';
import type { Parcel } from './parcel.ts';
import type { Contents, DeliveryStore, ParcelStore } from './ports.ts';
import { targetsOf } from './targets-of.ts';
import { mendAndRetry, whatToDo } from './what-to-do.ts';

/** What a list shows of one delivery. `pending` has no row, is being attempted, or waits. */
export type DeliveryLine = {
  readonly deliveryId: string;
  readonly channel: ChannelName;
  readonly targetId: string;
  readonly schoolId: string;
  readonly status: 'pending' | 'sent' | 'failed' | 'in-doubt' | 'superseded' | 'expired';
  readonly attempts: number;
  readonly escalated: boolean;
  readonly sentAt?: string;
  readonly providerId?: string;
  readonly reason?: string;
  /** What a person does about it. */
  readonly action?: string;
  /** The newest edit of its words. */
  readonly edit?: Pick<Edit, 'status' | 'editedAt' | 'reason'>;
};

export type DeliveryFilter = {
  readonly status?: DeliveryLine['status'];
  readonly channel?: ChannelName;
  readonly schoolId?: string;
  readonly edit?: Edit['status'];
};

export type DeliveryPage = { readonly items: readonly DeliveryLine[]; readonly cursor?: string };

export type ListDeps = {
  readonly parcels: Pick<ParcelStore, 'ofEntry'>;
  readonly deliveries: Pick<DeliveryStore, 'ofTargets'>;
  readonly contents: Pick<Contents, 'get'>;
  readonly deliverySecret: () => Promise<string>;
};

/** A page ends after this many parcels even where a filter lets little through. */
const mostParcels = 40;

/**
 * One page of an entry's deliveries in bell order: whole parcels until at least `limit` lines. `cursor` is the last parcel read; a cursor that
 * is no parcel of the entry begins anew. What has no row yet is made up from the roster, so that the list is complete.
 */
export async function listDeliveries(
  deps: ListDeps,
  ref: EntryRef,
  query: { readonly filter: DeliveryFilter; readonly limit: number; readonly cursor?: string },
): Promise<DeliveryPage> {
  const { filter, limit, cursor } = query;
  const all = (await deps.parcels.ofEntry(ref)).toSorted(
    (a, b) => a.bell - b.bell || (a.parcelId < b.parcelId ? -1 : 1),
  );
  const matching = all.filter((one) => matches(one, filter));
  const after = cursor === undefined ? -1 : matching.findIndex((one) => one.parcelId === cursor);
  const items: DeliveryLine[] = [];
  let next = after + 1;
  for (; next < matching.length && items.length < limit && next - after <= mostParcels; next += 1) {
    const parcel = matching[next];
    if (parcel !== undefined) items.push(...(await linesOf(deps, parcel)).filter((one) => hasStatus(one, filter)));
  }
  const last = matching[next - 1];
  return next < matching.length && last !== undefined ? { items, cursor: last.parcelId } : { items };
}

async function linesOf(deps: ListDeps, parcel: Parcel): Promise<DeliveryLine[]> {
  const targets = await targetsOf(parcel, deps.contents);
  const ids = targets.map((target) => target.targetId);
  const [rows, secret] = await Promise.all([
    deps.deliveries.ofTargets(parcel.entry, parcel.channel, ids),
    deps.deliverySecret(),
  ]);
  return targets.map((target, i) => {
    const row = rows[i];
    return row === undefined ? pendingLine(parcel, target, secret) : lineOf(row);
  });
}

/** What a list shows of a row. */
export function lineOf(row: Delivery): DeliveryLine {
  const { deliveryId, channel, targetId, schoolId, status, attempts, escalated } = row;
  const { sentAt, providerId, reason } = row;
  const pending = status === 'attempting' || status === 'waiting';
  const action = whatToDo(row);
  return {
    deliveryId,
    channel,
    targetId,
    schoolId,
    status: pending ? 'pending' : status,
    attempts,
    escalated,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(providerId === undefined ? {} : { providerId }),
    ...(reason === undefined ? {} : { reason }),
    ...(action === undefined ? {} : { action }),
    ...(row.edit === undefined ? {} : { edit: editLine(row.edit) }),
  };
}

function editLine({ status, editedAt, reason }: Edit): NonNullable<DeliveryLine['edit']> {
  return {
    status,
    ...(editedAt === undefined ? {} : { editedAt }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function pendingLine(
  { noticeId, channel, schoolId, reason }: Parcel,
  { targetId }: Target,
  secret: string,
): DeliveryLine {
  const deliveryId = deliveryIdOf(secret, noticeId, channel, targetId);
  const line = { deliveryId, channel, targetId, schoolId, status: 'pending', attempts: 0, escalated: false } as const;
  return reason === undefined ? line : { ...line, reason, action: mendAndRetry };
}

function matches(parcel: Parcel, { channel, schoolId }: DeliveryFilter): boolean {
  return (channel ?? parcel.channel) === parcel.channel && (schoolId ?? parcel.schoolId) === parcel.schoolId;
}

function hasStatus(line: DeliveryLine, { status, edit }: DeliveryFilter): boolean {
  return (status === undefined || line.status === status) && (edit === undefined || line.edit?.status === edit);
}
