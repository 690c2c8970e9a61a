import { expect, it } from 'vitest';
import { deliveryWorld } from '../../support/delivery-world.ts';

it('given a stranger who copied the draft of a repeat, then it is looked at eight times and a person is asked, and nothing is published', async () => {
  const world = await deliveryWorld({ targets: 1, drafts: true, faults: { lostThenDoubt: 1 } });
  const { vendor } = world;
  await world.declare('Declared');
  await world.clock.run(world.plan(1));
  const deliveryId = world.deliveryId(1, 't0');
  await world.run(60, async () => {
    while (vendor.requests.filter(({ kind }) => kind === 'look').length < 2) await world.clocks.machine.sleep(10);
    vendor.state.faults = {};
    while (!vendor.posts.some(({ draft }) => draft)) await world.clocks.machine.sleep(1);
    const times = { askedMs: 0, createdMs: 0, listedMs: 0 };
    const words = { deliveryId, text: 'copied', targetId: 't0' };
    vendor.posts.push({ ...words, ...times, providerId: 'x', ours: false, draft: false, removed: false });
  });
  expect(world.row(1, 't0')).toMatchObject({
    status: 'in-doubt',
    escalated: true,
    reason: expect.stringMatching(/retry/),
  });
  expect(vendor.requests.filter(({ kind }) => kind === 'look')).toHaveLength(2 + 8);
  expect(vendor.shown(deliveryId).map(({ ours }) => ours)).toEqual([false]);
});
