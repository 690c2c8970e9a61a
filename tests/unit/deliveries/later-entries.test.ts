import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryWorld, deliveryWorld } from '../../support/delivery-world.ts';

const statuses = (world: DeliveryWorld, version: number): string[] =>
  world.roster.map(({ targetId }) => world.row(version, targetId)?.status ?? 'none');

describe('a retraction', () => {
  it('given it comes before anything was posted, then the notice is superseded everywhere and nothing is posted at all', async () => {
    const world = await deliveryWorld({ targets: 30 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.declare('Retracted');
    await world.clock.run(world.plan(2));
    await world.run();
    expect(world.vendor.posts).toEqual([]);
    expect(statuses(world, 1)).toEqual(Array(30).fill('superseded'));
    expect(statuses(world, 2)).toEqual(Array(30).fill('superseded'));
    expect(world.row(2, 't0')?.reason).toContain('nothing to take back');
  });

  it('given it comes when all was posted, then every class gets it after the notice, and the old delivery is marked in place', async () => {
    const world = await deliveryWorld({ targets: 30 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.run();
    await world.declare('Retracted');
    await world.clock.run(world.plan(2));
    await world.run();
    expect(statuses(world, 2)).toEqual(Array(30).fill('sent'));
    for (const { targetId } of world.roster) {
      expect(world.row(1, targetId)).toMatchObject({ status: 'sent', supersededBy: 2 });
      const [notice, retraction] = world.vendor.posts.filter((post) => post.targetId === targetId);
      expect(retraction?.text.startsWith('Retracted 2')).toBe(true);
      expect(retraction?.createdMs).toBeGreaterThan(notice?.createdMs ?? Infinity);
    }
  });

  it('given it comes anywhere in a fan-out with lost answers and kills, then it follows the notice wherever that is seen, and nowhere else', async () => {
    const moment = fc.record({
      seed: fc.nat(),
      afterMs: fc.integer({ min: 0, max: 3_000 }),
      kill: fc.constantFrom(0, 0.004),
      kind: fc.constantFrom(
        { channel: 'google-classroom', drafts: true } as const,
        { channel: 'teams', perTeam: 2 } as const,
      ),
    });
    await fc.assert(
      fc.asyncProperty(moment, async ({ seed, afterMs, kill, kind }) => {
        const faults = { doneThenDoubt: 0.1, lostThenDoubt: 0.1, refused: 0.1, listLagMs: 5_000 };
        const world = await deliveryWorld({ targets: 50, seed, kill, faults, duplicate: 0.2, ...kind });
        await world.declare('Declared');
        await world.clock.run(world.plan(1));
        await world.run(300, async () => {
          await world.clocks.machine.sleep(afterMs);
          await world.declare('Retracted');
          await world.plan(2);
        });
        expect(world.settled()).toBe(true);
        for (const { targetId } of world.roster) expectNewestLast(world, targetId);
      }),
      { numRuns: 8 },
    );
  });
});

/** The old notice is never alone, and never newer than the word that takes it back. */
function expectNewestLast(world: DeliveryWorld, targetId: string): void {
  const [old, fresh] = [world.row(1, targetId), world.row(2, targetId)];
  const [notice] = world.vendor.shown(world.deliveryId(1, targetId));
  const retractions = world.vendor.shown(world.deliveryId(2, targetId));
  const line = JSON.stringify({ old, fresh });
  expect(retractions.length, line).toBeLessThanOrEqual(1);
  if (notice !== undefined && fresh?.status !== 'in-doubt') {
    expect(retractions[0]?.createdMs, line).toBeGreaterThan(notice.createdMs);
  }
  if (notice === undefined && old?.mayBeVisible === false) expect(retractions, line).toEqual([]);
}

describe('an amendment', () => {
  it('given classes still waiting for the notice, then they get the newer word only', async () => {
    const world = await deliveryWorld({ targets: 10 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.declare('Amended');
    await world.clock.run(world.plan(2));
    await world.run();
    expect(world.vendor.posts.map((post) => post.text.split(' ')[0])).toEqual(Array(10).fill('Amended'));
    expect(statuses(world, 1)).toEqual(Array(10).fill('superseded'));
  });

  it('given it says nothing new to these classes, then they still get the notice', async () => {
    const world = await deliveryWorld({ targets: 10 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.declare('Amended', { notices: [] });
    await world.clock.run(world.plan(2));
    await world.run(10);
    expect(statuses(world, 1)).toEqual(Array(10).fill('sent'));
    expect(world.vendor.posts.map((post) => post.text.split(' ')[0])).toEqual(Array(10).fill('Declared'));
  });
});

describe('a stop', () => {
  it('given it comes in the middle, then nothing more is posted until it ends by itself, and then the rest is', async () => {
    const world = await deliveryWorld({ targets: 150 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    let stopped = 0;
    await world.run(60, async () => {
      await world.clocks.machine.sleep(700);
      await world.declare(
        'Held',
        {},
        { releasesAtMs: world.clocks.machine.now() + 600_000, content: undefined as never },
      );
      await world.clocks.machine.sleep(2_000);
      stopped = world.vendor.posts.length;
      await world.clocks.machine.sleep(590_000);
      expect(world.vendor.posts).toHaveLength(stopped);
    });
    expect(stopped).toBeLessThan(150);
    expect(statuses(world, 1)).toEqual(Array(150).fill('sent'));
  });
});
