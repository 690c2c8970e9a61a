import { canonicalJson, digestOf } from '../../functions/core/hash.ts';
import type { ContentStore } from '../../functions/declarations/ports.ts';
import { Delivery, type EntryRef } from '../../functions/deliveries/delivery.ts';
import { Parcel } from '../../functions/deliveries/parcel.ts';
import type {
  DeliveryStore,
  ParcelStore,
  ParentLeases,
  PlanMark,
  QuotaStore,
  UnreadableQuota,
} from '../../functions/deliveries/ports.ts';
import { QuotaRow } from '../../functions/deliveries/quota.ts';

/** Rows in memory, conditional on their revision as the real ones are; every write is counted. */
class Rows<T extends { readonly revision: number }> {
  readonly rows = new Map<string, T>();
  writes = 0;

  put(key: string, row: T): boolean {
    const before = this.rows.get(key);
    if ((before?.revision ?? 0) !== row.revision - 1) {
      return before !== undefined && canonicalJson(before) === canonicalJson(row);
    }
    this.writes += 1;
    this.rows.set(key, row);
    return true;
  }
}

const refKey = ({ schoolYear, version }: EntryRef): string => `${schoolYear}#${version}`;

/** Every call lets others go first, so that workers really interleave; no virtual time passes. */
const turn = async (): Promise<void> => {
  for (let i = 0; i < 3; i += 1) await Promise.resolve();
};

/** The stores of deliveries in memory, for engine tests; the contract suite holds them to the same behaviour as the real ones. */
export function memoryStores() {
  const deliveryRows = new Rows<Delivery>();
  const parcelRows = new Rows<Parcel>();
  const quotaRows = new Rows<QuotaRow>();
  const spoiltQuotas = new Map<string, UnreadableQuota>();
  const marks = new Map<string, PlanMark>();
  const leases = new Map<string, { owner: string; untilMs: number }>();
  const content = new Map<string, unknown>();
  const keyOf = (row: Pick<Delivery, 'channel' | 'targetId' | 'entry'>): string =>
    `${row.channel}#${row.targetId}#${refKey(row.entry)}`;

  const deliveries: DeliveryStore = {
    async ofTargets(entry, channel, targetIds) {
      await turn();
      return targetIds.map((targetId) => deliveryRows.rows.get(keyOf({ channel, targetId, entry })));
    },
    async put(delivery) {
      await turn();
      return deliveryRows.put(keyOf(delivery), Delivery.parse(delivery));
    },
  };
  const parcelKey = (entry: EntryRef, parcelId: string): string => `${refKey(entry)}#${parcelId}`;
  const parcels: ParcelStore = {
    async plan(parcel) {
      await turn();
      parcelRows.put(parcelKey(parcel.entry, parcel.parcelId), Parcel.parse(parcel));
    },
    async get(entry, parcelId) {
      await turn();
      return parcelRows.rows.get(parcelKey(entry, parcelId));
    },
    async ofEntry(entry) {
      await turn();
      return [...parcelRows.rows.values()].filter((parcel) => refKey(parcel.entry) === refKey(entry));
    },
    async put(parcel) {
      await turn();
      return parcelRows.put(parcelKey(parcel.entry, parcel.parcelId), Parcel.parse(parcel));
    },
    planned: (entry) => Promise.resolve(marks.get(refKey(entry))),
    async markPlanned(entry, mark) {
      if (!marks.has(refKey(entry))) marks.set(refKey(entry), mark);
    },
  };
  const quotas: QuotaStore = {
    async read(provider, kind) {
      await turn();
      return spoiltQuotas.get(`${provider}#${kind}`) ?? quotaRows.rows.get(`${provider}#${kind}`);
    },
    async put(row, over) {
      await turn();
      const key = `${row.provider}#${row.kind}`;
      if (over !== undefined) {
        if (!spoiltQuotas.has(key) || spoiltQuotas.get(key)?.unreadable !== over.unreadable) return false;
        spoiltQuotas.delete(key);
        quotaRows.rows.delete(key);
      }
      return quotaRows.put(`${row.provider}#${row.kind}`, QuotaRow.parse(row));
    },
  };
  const parentsAt = (now: () => number): ParentLeases => ({
    async acquire(parentId, owner, untilMs) {
      await turn();
      const held = leases.get(parentId);
      if (held !== undefined && held.untilMs > now() && held.owner !== owner) return false;
      leases.set(parentId, { owner, untilMs });
      return true;
    },
    async release(parentId, owner, fromMs) {
      await turn();
      if (leases.get(parentId)?.owner === owner) leases.set(parentId, { owner: '', untilMs: fromMs });
    },
  });
  const contents: ContentStore = {
    async put(_kind, value) {
      content.set(digestOf(value), value);
      return digestOf(value);
    },
    async get(hash) {
      if (!content.has(hash)) throw new Error(`no content ${hash}`);
      return content.get(hash);
    },
  };
  return { deliveries, parcels, quotas, parentsAt, contents, deliveryRows, parcelRows, quotaRows, spoiltQuotas };
}

export type MemoryStores = ReturnType<typeof memoryStores>;
