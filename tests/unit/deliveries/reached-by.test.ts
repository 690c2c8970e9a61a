import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../../functions/core/time.ts';
import { noFigures } from '../../../functions/deliveries/figures.ts';
import type { Figures, Parcel } from '../../../functions/deliveries/parcel.ts';
import { pacesOf } from '../../../functions/deliveries/provider-limits.ts';
import { reachedBy } from '../../../functions/deliveries/reached-by.ts';
import type { ChannelName } from '../../../functions/names.ts';
import { parcelRow } from '../../support/delivery-rows.ts';
import { deliveryWorld } from '../../support/delivery-world.ts';
import { lakes } from '../../support/district.ts';

const paces = { 'google-classroom': 49, teams: 45, sns: 100 };
const now = parseInstant('2023-02-21T14:11:00-06:00');
const nowMs = 1_000_000;
const moment = { now, nowMs, paces };

const parcel = (figures: Partial<Figures>, changes: Partial<Parcel> = {}): Parcel =>
  parcelRow({ figures: { ...noFigures(25), ...figures }, ...changes });
/** A parcel that was begun and ended so many seconds ago. */
const through = (begun: number, ended: number): Parcel => {
  const lastSentAt = formatInstant(now.subtract({ seconds: ended }), 'America/Chicago');
  const startedMs = nowMs - begun * 1_000;
  return parcel({ sent: 25, pending: 0, firstSentAt: lastSentAt, lastSentAt }, { status: 'done', startedMs });
};
const secondsAhead = (parcels: readonly Parcel[]): number =>
  ((reachedBy(parcels, moment)?.epochMilliseconds ?? NaN) - now.epochMilliseconds) / 1000;

describe('when the last class will have its notice', () => {
  it('given nothing is posted yet, then it takes as long as the provider allows', () => {
    expect(secondsAhead(Array.from({ length: 20 }, () => parcel({})))).toBeCloseTo(500 / 49, 1);
  });

  it('given workers that have not written anything yet, then nothing is known, and the pace is what is believed', () => {
    const begun = parcel({}, { startedMs: nowMs - 20_000, leaseUntilMs: nowMs + 10_000 });
    expect(secondsAhead([begun, ...Array.from({ length: 19 }, () => parcel({}))])).toBeCloseTo(500 / 49, 1);
  });

  it('given a vendor at half its pace, then that is the speed', () => {
    const half = Array.from({ length: 10 }, () => through(10, 0));
    const rest = Array.from({ length: 10 }, () => parcel({}));
    expect(secondsAhead([...half, ...rest])).toBeGreaterThan(9.5);
    expect(secondsAhead([...half, ...rest])).toBeLessThan(11);
  });

  it('given nothing is left, then it is when the last one was posted; given nothing was, there is no such time', () => {
    const parcels = [through(60, 40)];
    expect(reachedBy(parcels, moment)?.epochMilliseconds).toBe(
      parseInstant('2023-02-21T14:10:20-06:00').epochMilliseconds,
    );
    const failed = [parcel({ failed: 25, pending: 0 }, { status: 'done' })];
    expect([reachedBy(failed, moment), reachedBy([], moment)]).toEqual([undefined, undefined]);
  });

  it('given a parcel that waits, then not before it is due', () => {
    expect(secondsAhead([parcel({ sent: 24, pending: 1 }, { dueMs: nowMs + 90_000 })])).toBeCloseTo(90, 0);
  });

  it('given a district with a smaller quota, then its pace is smaller', () => {
    const channels = { 'google-classroom': { identityDomains: [], quotaPerMinute: 600 } };
    expect(pacesOf({ channels })).toMatchObject({ 'google-classroom': expect.closeTo(9.8, 1), teams: 45 });
    expect(pacesOf({ channels: lakes.channels })['google-classroom']).toBe(49);
  });

  it.each<[string, ChannelName, number]>([
    ['at the provider’s speed', 'google-classroom', 0],
    ['at the provider’s speed', 'teams', 0],
    ['by a vendor that takes two seconds', 'google-classroom', 2_000],
  ])(
    'given a run %s (%s), then after its first tenth the estimate is right within a tenth',
    async (_, channel, slowMs) => {
      const targets = 1_500;
      const world = await deliveryWorld({ targets, channel, perTeam: channel === 'teams' ? 1 : 0, workers: 5 });
      const { channel: vendor } = world.vendor;
      const post = vendor.post.bind(vendor);
      vendor.post = async (...request) => {
        await world.clocks.machine.sleep(slowMs);
        return post(...request);
      };
      await world.declare('Declared');
      await world.plan(1);
      const seen: { atMs: number; share: number; byMs: number }[] = [];
      await world.run(10, async () => {
        while (!world.settled()) {
          const { calendar, machine } = world.clocks;
          const parcels = [...world.stores.parcelRows.rows.values()];
          const by = reachedBy(parcels, { now: calendar.now(), nowMs: machine.now(), paces });
          const share = world.vendor.posts.length / targets;
          if (by !== undefined) seen.push({ atMs: machine.now(), share, byMs: by.epochMilliseconds });
          await machine.sleep(700);
        }
      });
      const times = world.vendor.posts.map(({ createdMs }) => createdMs);
      const [firstMs, lastMs] = [Math.min(...times), Math.max(...times)];
      const errors = seen
        .filter(({ share }) => share >= 0.1 && share < 1)
        .map(({ byMs }) => Math.abs(byMs - lastMs) / (lastMs - firstMs));
      expect(errors.length).toBeGreaterThan(10);
      expect(Math.max(...errors)).toBeLessThanOrEqual(0.1);
    },
  );
});
