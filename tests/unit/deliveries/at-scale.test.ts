import { beforeAll, describe, expect, it } from 'vitest';
import { endedDeliveries } from '../../../functions/deliveries/ended-deliveries.ts';
import { deliveryWorld, type DeliveryWorld } from '../../support/delivery-world.ts';

const ref = { schoolYear: '2022-23', version: 1 };
/** What a write or a consistent read of the real table takes. */
const tableMs = 8;
/** Of planner and tick; half of it is what may be used. */
const functionMs = 60_000;

/** Makes a table as slow as the real one, and notes when each call began. */
function slowed(world: DeliveryWorld, part: object, names: readonly string[]): number[] {
  const begun: number[] = [];
  for (const name of names) {
    const call: unknown = Reflect.get(part, name);
    if (typeof call !== 'function') throw new Error(`no ${name}`);
    Reflect.set(part, name, async (...args: unknown[]): Promise<unknown> => {
      begun.push(world.clocks.machine.now());
      await world.clocks.machine.sleep(tableMs);
      return call.apply(part, args);
    });
  }
  return begun;
}

/** The most calls that began within one second. */
function mostInASecond(begun: readonly number[]): number {
  let from = 0;
  return begun.reduce((most, atMs, i) => {
    while ((begun[from] ?? 0) <= atMs - 1_000) from += 1;
    return Math.max(most, i - from + 1);
  }, 0);
}

describe('100,000 classes in one declaration', () => {
  let world: DeliveryWorld;
  let writes: number[];
  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const startMs = world.clocks.machine.now();
    await world.clock.run(work());
    return world.clocks.machine.now() - startMs;
  };

  beforeAll(async () => {
    world = await deliveryWorld({ targets: 100_000 });
    await world.declare('Declared');
    writes = slowed(world, world.stores.parcels, ['plan', 'put']);
  });

  it('given it is planned, then within half the planner’s time and never faster than one partition takes', async () => {
    expect(await took(() => world.plan(1))).toBeLessThan(functionMs / 2);
    expect(writes).toHaveLength(4_000);
    expect(mostInASecond(writes)).toBeLessThanOrEqual(1_000);
    expect(world.queued()).toHaveLength(4_000);
  });

  it('given most of them wait for their turn, then a tick wakes some of the earliest, and not all of them', async () => {
    writes.splice(0);
    const ms = await took(() => world.tickOnce(true));
    expect([ms < functionMs / 2, writes.length]).toEqual([true, 250]);
  });

  it('given it is corrected when all was posted, then every parcel is reopened within half the planner’s time', async () => {
    const rows = world.stores.parcelRows.rows;
    for (const [key, row] of rows)
      rows.set(key, { ...row, status: 'done', figures: { ...row.figures, sent: 25, pending: 0 } });
    world.dropQueue();
    writes.splice(0);
    const [notice] = world.entries[0]?.content?.notices ?? [];
    if (notice === undefined) throw new Error('no notice');
    await world.declare('Corrected', { notices: [notice] });
    expect(await took(() => world.plan(2))).toBeLessThan(functionMs / 2);
    expect([writes.length, world.queued().length]).toEqual([4_000, 4_000]);
    expect(mostInASecond(writes)).toBeLessThanOrEqual(1_000);
  });

  it('given all have ended, then their receipts are read within half the tick’s time', async () => {
    const parcels = await world.stores.parcels.ofEntry(ref);
    const [entry] = world.entries;
    if (entry === undefined) throw new Error('no entry');
    const { contents, deliveries } = world.workerDeps;
    slowed(world, contents, ['get']);
    slowed(world, deliveries, ['ofTargets']);
    const deps = { contents, deliveries, deliverySecret: world.workerDeps.deliverySecret };
    let count = 0;
    const read = async (): Promise<void> => {
      for await (const ended of endedDeliveries(deps, entry, parcels)) count += ended.length;
    };
    expect(await took(read)).toBeLessThan(functionMs / 2);
    expect(count).toBe(100_000);
  });
});
