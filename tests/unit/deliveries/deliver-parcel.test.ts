import { describe, expect, it } from 'vitest';
import { deliveryWorld } from '../../support/delivery-world.ts';

describe('a fan-out against a vendor that behaves', () => {
  it('given 60 classes, when it is planned and worked on, then each sees one post and the parcels are done', async () => {
    const world = await deliveryWorld({ targets: 60 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.run();
    for (const { targetId } of world.roster) expect(world.vendor.shown(world.deliveryId(1, targetId))).toHaveLength(1);
    const parcels = await world.stores.parcels.ofEntry({ schoolYear: '2022-23', version: 1 });
    expect(parcels.map(({ status, figures }) => `${status} ${figures.sent} ${figures.pending}`).toSorted()).toEqual([
      'done 10 0',
      'done 25 0',
      'done 25 0',
    ]);
  });

  it('given 250 classes, then a delivery costs at most 2.2 writes, planning, permits and figures included', async () => {
    const world = await deliveryWorld({ targets: 250 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.run();
    const { deliveryRows, parcelRows, quotaRows } = world.stores;
    expect((deliveryRows.writes + parcelRows.writes + quotaRows.writes) / 250).toBeLessThanOrEqual(2.2);
  });

  it('given a first token that takes a while, then no permit is bought before it is there', async () => {
    const world = await deliveryWorld({ channel: 'teams', targets: 10 });
    const writesWhenReady: number[] = [];
    const ready = async (): Promise<void> => {
      await world.clock.clocks.machine.sleep(800);
      writesWhenReady.push(world.stores.quotaRows.writes);
    };
    Object.assign(world.vendor.channel, { ready });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.run();
    expect(writesWhenReady[0]).toBe(0);
    expect(world.vendor.posts).toHaveLength(10);
  });

  it('given teams of five channels, then no team ever has two requests at once nor two within 250 ms', async () => {
    const world = await deliveryWorld({ channel: 'teams', targets: 50, perTeam: 5 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.run();
    expect(world.vendor.overlaps).toEqual([]);
    const byTeam = Map.groupBy(world.vendor.requests, ({ parentId }) => parentId);
    for (const requests of byTeam.values()) {
      const gaps = requests.slice(1).map(({ atMs }, i) => atMs - (requests[i]?.atMs ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(250);
    }
    expect(world.vendor.posts).toHaveLength(50);
  });

  it('given a clock that is minutes off, then nothing is posted until it is right again, and somebody hears of it', async () => {
    const world = await deliveryWorld({ targets: 10 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    let skewMs = -301_000;
    Object.assign(world.workerDeps, { clockSkewMs: () => skewMs });
    await world.run(60, async () => {
      await world.clock.clocks.machine.sleep(20 * 60_000);
      expect([world.vendor.requests.length, world.stores.deliveryRows.writes]).toEqual([0, 0]);
      expect(world.reports.length).toBeLessThan(25);
      skewMs = 0;
    });
    expect(new Set(world.reports)).toEqual(new Set(['clock-is-off']));
    expect(world.vendor.posts).toHaveLength(10);
  });
});
