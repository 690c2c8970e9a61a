import { describe, expect, it } from 'vitest';
import { channelHealth } from '../../../functions/deliveries/channel-health.ts';
import { productionTimes as times } from '../../../functions/platform/production-times.ts';
import { deliveryWorld, type WorldOptions } from '../../support/delivery-world.ts';
import type { Faults } from '../../support/fake-vendor.ts';

const minutes = 60_000;

/** A fan-out into a channel that is down from the start, for three hours. */
async function downForHours(options: WorldOptions & { readonly faults: Faults; readonly notAfter?: string }) {
  const world = await deliveryWorld({ targets: 200, workers: 5, ...options });
  const { notAfter = '2023-02-24T14:50:00-06:00' } = options;
  await world.declare('Declared', { notAfter });
  await world.clock.run(world.plan(1));
  const startMs = world.clocks.machine.now();
  await world.run(600, async () => {
    await world.clocks.machine.sleep(180 * minutes);
    world.vendor.state.faults = {};
  });
  const asked = (fromMinute: number, toMinute: number): number =>
    world.vendor.requests.filter(
      ({ atMs }) => atMs >= startMs + fromMinute * minutes && atMs < startMs + toMinute * minutes,
    ).length;
  const statuses = world.roster.map(({ targetId }) => world.row(1, targetId)?.status);
  return { world, asked, statuses };
}

describe('a channel that is wholly down', () => {
  it.each([
    ['refuses connections', { refused: 1 }],
    ['answers nothing, and cannot be looked at', { lostThenDoubt: 1, lookFails: 1 }],
    ['does the work and answers nothing', { doneThenHang: 1, lookFails: 1 }],
  ])(
    'given it %s, then it is asked ever more rarely, alarms, asks nobody about one class, and goes on by itself',
    async (_how, faults) => {
      const { world, asked, statuses } = await downForHours({ faults, drafts: true });
      expect(asked(0, 10)).toBeLessThan(60);
      // One probe every two minutes, of 200 classes.
      expect(asked(120, 180)).toBeLessThanOrEqual(31);
      expect(asked(120, 180)).toBeGreaterThan(10);
      expect(new Set(world.reports)).toEqual(new Set(['channel-is-down']));
      expect(statuses).toEqual(Array(200).fill('sent'));
      for (const { targetId } of world.roster)
        expect(world.vendor.shown(world.deliveryId(1, targetId))).toHaveLength(1);
    },
  );

  it('given it comes back when the notice is of no use any more, then nothing was and nothing is posted', async () => {
    const notAfter = '2023-02-21T16:00:00-06:00';
    const { world, statuses } = await downForHours({ faults: { refused: 1 }, notAfter });
    expect(world.vendor.posts).toEqual([]);
    expect(statuses).toEqual(Array(200).fill('expired'));
  });

  it('given topics that cannot be looked at, then it goes on by itself too', async () => {
    const { statuses, asked } = await downForHours({ faults: { lostThenDoubt: 1 }, looks: false, targets: 25 });
    expect(statuses).toEqual(Array(25).fill('sent'));
    expect(asked(60, 180)).toBeLessThanOrEqual(61);
  });
});

describe('the health of a channel', () => {
  const healthAt = () => {
    const state = { nowMs: 0, reports: 0 };
    const clock = { now: () => state.nowMs };
    const health = channelHealth({ clock, times, channel: 'teams', report: () => void (state.reports += 1) });
    return { state, health };
  };

  it('given one class that never answers, then the others are asked all the same', () => {
    const { state, health } = healthAt();
    for (let i = 0; i < 100; i += 1) health.heard('one', false);
    expect([health.mayAsk(), health.downUntilMs(), state.reports]).toEqual([true, undefined, 0]);
  });

  it('given five classes in a row without an answer, then one probe after each of growing pauses, and all again after an answer', () => {
    const { state, health } = healthAt();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) health.heard(id, false);
    const pauses: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      expect(health.mayAsk()).toBe(false);
      pauses.push((health.downUntilMs() ?? 0) - state.nowMs);
      state.nowMs = health.downUntilMs() ?? 0;
      expect([health.mayAsk(), health.mayAsk()]).toEqual([true, false]);
      health.heard('a', false);
    }
    expect(pauses).toEqual([15_000, 30_000, 60_000, 120_000, 120_000]);
    expect(state.reports).toBe(6);
    health.heard('g', true);
    expect([health.mayAsk(), health.downUntilMs()]).toEqual([true, undefined]);
  });

  it('given a probe of which nothing is heard, then another one follows', () => {
    const { state, health } = healthAt();
    for (const id of ['a', 'b', 'c', 'd', 'e']) health.heard(id, false);
    state.nowMs = health.downUntilMs() ?? 0;
    expect(health.mayAsk()).toBe(true);
    state.nowMs += times.httpTimeoutMs;
    expect(health.mayAsk()).toBe(true);
  });
});
