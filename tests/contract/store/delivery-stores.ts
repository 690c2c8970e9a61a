import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../functions/deliveries/delivery.ts';
import type { Parcel } from '../../../functions/deliveries/parcel.ts';
import type { DeliveryStore, ParcelStore, ParentLeases, QuotaStore } from '../../../functions/deliveries/ports.ts';
import type { QuotaRow, QuotaState } from '../../../functions/deliveries/quota.ts';
import { sealQuota } from '../../../functions/deliveries/seal-quota.ts';
import { deliveryRow, parcelRow } from '../../support/delivery-rows.ts';

export type StoresUnderTest = {
  readonly deliveries: DeliveryStore;
  readonly parcels: ParcelStore;
  readonly quotas: QuotaStore;
  readonly parentsAt: (now: () => number) => ParentLeases;
  /** Puts something else where a quota row stands. */
  readonly spoilQuota: (row: { readonly provider: string; readonly kind: string }, body: unknown) => Promise<void>;
};

const delivery = (targetId: string, version: number, changes: Partial<Delivery> = {}): Delivery =>
  deliveryRow({ entry: { schoolYear: '2022-23', version }, deliveryId: `n.${targetId}`, targetId, ...changes });

const parcel = (version: number, parcelId: string, changes: Partial<Parcel> = {}): Parcel =>
  parcelRow({ entry: { schoolYear: '2022-23', version }, parcelId, channel: 'teams', ...changes });

const quota = (changes: Partial<QuotaState> = {}): QuotaRow =>
  sealQuota({
    provider: 'teams',
    kind: 'post',
    revision: 1,
    boughtBy: 'a',
    nextMs: 1.5,
    perSecond: 45,
    grownMs: 1,
    heat: 0,
    heatMs: 1,
    urgentMs: 0,
    slowUntilMs: 0,
    pausedUntilMs: 0,
    probing: false,
    normalNextMs: 1,
    ...changes,
  });

/** What every implementation of the delivery stores promises. */
export function deliveryStoresContract(name: string, stores: () => StoresUnderTest): void {
  describe(`deliveries, parcels, quotas and leases: ${name}`, () => {
    it('given two who write the first row of a target, then one of them wins', async () => {
      const { deliveries } = stores();
      const [one, other] = [delivery('race', 1, { attemptId: 'one' }), delivery('race', 1, { attemptId: 'other' })];
      const won = await Promise.all([deliveries.put(one), deliveries.put(other)]);
      expect(won.filter((one) => one)).toHaveLength(1);
    });

    it("given the answer to one's own write was lost, when it is written again, then it is success", async () => {
      const { deliveries } = stores();
      expect(await deliveries.put(delivery('lost', 1, { attemptId: 'mine' }))).toBe(true);
      expect(await deliveries.put(delivery('lost', 1, { attemptId: 'mine' }))).toBe(true);
      expect(await deliveries.put(delivery('lost', 1, { attemptId: 'another' }))).toBe(false);
    });

    it('given a row at revision 2, then only revision 3 replaces it', async () => {
      const { deliveries } = stores();
      await deliveries.put(delivery('steps', 1));
      expect(await deliveries.put(delivery('steps', 1, { revision: 2, status: 'sent' }))).toBe(true);
      expect(await deliveries.put(delivery('steps', 1, { revision: 2, status: 'failed' }))).toBe(false);
      expect(await deliveries.put(delivery('steps', 1, { revision: 4, status: 'failed' }))).toBe(false);
      expect(await deliveries.put(delivery('steps', 1, { revision: 3, status: 'in-doubt' }))).toBe(true);
    });

    it('given 25 targets of which some have rows, then they are read in the order asked, undefined where there is none', async () => {
      const { deliveries } = stores();
      const ids = Array.from({ length: 25 }, (_, i) => `many-${i}`);
      for (const id of ids.filter((_, i) => i % 2 === 0)) await deliveries.put(delivery(id, 7));
      const rows = await deliveries.ofTargets({ schoolYear: '2022-23', version: 7 }, 'google-classroom', ids);
      expect(rows.map((row) => row?.targetId)).toEqual(ids.map((id, i) => (i % 2 === 0 ? id : undefined)));
    });

    it('given a parcel that is there, when it is planned again, then it stays as it is', async () => {
      const { parcels } = stores();
      await parcels.plan(parcel(1, 'twice'));
      await parcels.put(parcel(1, 'twice', { revision: 2, status: 'done' }));
      await parcels.plan(parcel(1, 'twice'));
      expect(await parcels.get({ schoolYear: '2022-23', version: 1 }, 'twice')).toMatchObject({ status: 'done' });
    });

    it('given more parcels than one page holds, then all of the entry and none of another are read, the mark beside them', async () => {
      const { parcels } = stores();
      const ref = { schoolYear: '2022-23', version: 5 };
      const reason = 'x'.repeat(10_000);
      const ids = Array.from({ length: 120 }, (_, i) => `p-${i}`);
      for (const id of ids) await parcels.plan(parcel(5, id, { reason }));
      await parcels.plan(parcel(6, 'another'));
      expect(await parcels.planned(ref)).toBeUndefined();
      await parcels.markPlanned(ref, { parcels: 120, targets: 3000, atMs: 1 });
      await parcels.markPlanned(ref, { parcels: 120, targets: 3000, atMs: 2 });
      expect((await parcels.ofEntry(ref)).map((one) => one.parcelId).toSorted()).toEqual(ids.toSorted());
      expect(await parcels.planned(ref)).toEqual({ parcels: 120, targets: 3000, atMs: 1 });
    });

    it('given two buyers of the same block in the same millisecond, then one has it', async () => {
      const { quotas } = stores();
      const bought = await Promise.all(['a', 'b'].map((boughtBy) => quotas.put(quota({ boughtBy }))));
      expect(bought.filter((one) => one)).toHaveLength(1);
      expect(await quotas.read('teams', 'post')).toMatchObject({ revision: 1, nextMs: 1.5 });
      expect(await quotas.read('teams', 'read')).toBeUndefined();
    });

    it.each([
      ['text that is no row', '{"nextMs":"next year"}'],
      ['no text at all', 4],
    ])(
      'given %s where a quota row should be, then one of two writes over it, and it is a row again',
      async (_, body) => {
        const { quotas, spoilQuota } = stores();
        const key = { provider: 'google-classroom', kind: `all-${typeof body}` };
        await quotas.put(quota(key));
        await spoilQuota(key, body);
        const found = await quotas.read(key.provider, key.kind);
        const over = found !== undefined && 'unreadable' in found ? found : undefined;
        expect(over).toEqual({ unreadable: typeof body === 'string' ? body : undefined });
        const written = await Promise.all(['a', 'b'].map((boughtBy) => quotas.put(quota({ ...key, boughtBy }), over)));
        expect(written.filter((one) => one)).toHaveLength(1);
        expect(await quotas.read(key.provider, key.kind)).toMatchObject({ revision: 1, nextMs: 1.5 });
      },
    );

    it('given a team that is leased, then another waits until it is let go or the lease is over, and cannot let it go', async () => {
      const { parentsAt } = stores();
      let nowMs = 1_000;
      const parents = parentsAt(() => nowMs);
      expect(await parents.acquire('team', 'one', 2_000)).toBe(true);
      expect(await parents.acquire('team', 'one', 2_500)).toBe(true);
      await parents.release('team', 'other', 1_000);
      expect(await parents.acquire('team', 'other', 3_000)).toBe(false);
      nowMs = 2_500;
      expect(await parents.acquire('team', 'other', 3_000)).toBe(true);
      await parents.release('team', 'other', 2_500);
      expect(await parents.acquire('team', 'one', 3_000)).toBe(true);
    });

    it('given a team that is let go from a later time on, then until then nobody has it, not even who let it go', async () => {
      const { parentsAt } = stores();
      let nowMs = 1_000;
      const parents = parentsAt(() => nowMs);
      await parents.acquire('resting', 'one', 2_000);
      await parents.release('resting', 'one', 1_500);
      const acquired = async () => [
        await parents.acquire('resting', 'one', 3_000),
        await parents.acquire('resting', 'other', 3_000),
      ];
      expect(await acquired()).toEqual([false, false]);
      nowMs = 1_500;
      expect(await acquired()).toEqual([true, false]);
    });
  });
}
