import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../../functions/deliveries/ports.ts';
import { deliveryWorld } from '../../support/delivery-world.ts';

type Throttling = { readonly throttled: readonly string[]; readonly untilMs: number; readonly targets?: number };

/** Teams of three channels, of which `throttled` are refused until `untilMs` after the start, whichever of their channels is asked. */
async function throttling({ throttled, untilMs, targets = 60 }: Throttling) {
  const world = await deliveryWorld({ channel: 'teams', targets, perTeam: 3 });
  const { machine } = world.clocks;
  const startMs = machine.now();
  const asked: { readonly team: string; readonly atMs: number; readonly refused: boolean }[] = [];
  const post = world.vendor.channel.post.bind(world.vendor.channel);
  world.vendor.channel.post = async (target, words, signal): Promise<PostOutcome> => {
    const { parentId: team = '' } = target;
    const atMs = machine.now() - startMs;
    const refused = throttled.includes(team) && atMs < untilMs;
    asked.push({ team, atMs, refused });
    if (!refused) return post(target, words, signal);
    return { kind: 'refused', permanent: false, reason: '429', throttled: 'parent', retryAfterMs: 20_000 };
  };
  await world.declare('Declared');
  await world.plan(1);
  await world.run();
  const of = (team: string) => asked.filter((one) => one.team === team);
  return {
    of,
    refused: asked.filter((one) => one.refused),
    quota: world.stores.quotaRows.rows.get('teams#post'),
    world,
  };
}

describe('a team that asks for fewer requests', () => {
  it('given one team is refused with a Retry-After of 20 s, then none of its channels is asked meanwhile, and the others are posted to at once', async () => {
    const { of, refused, quota, world } = await throttling({ throttled: ['team0'], untilMs: 1_000 });
    expect(refused).toHaveLength(1);
    const [first, ...later] = of('team0');
    expect(later).toHaveLength(3);
    expect(later.filter(({ atMs }) => atMs < (first?.atMs ?? 0) + 20_000)).toEqual([]);
    expect(Math.max(...of('team19').map(({ atMs }) => atMs))).toBeLessThan(10_000);
    expect(quota).toMatchObject({ slowUntilMs: 0, pausedUntilMs: 0 });
    expect(world.vendor.posts).toHaveLength(60);
  });

  it('given every team is refused, then the provider itself is meant: it pauses, and goes on slowly', async () => {
    const teams = Array.from({ length: 100 }, (_, i) => `team${i}`);
    const run = { targets: 300, throttled: teams, untilMs: 10_000 };
    const { refused, quota, world } = await throttling(run);
    // Three workers have eight requests each on their way when the fifth refusal comes back; without a pause every team would be refused.
    expect(refused.length).toBeLessThanOrEqual(30);
    expect(quota?.slowUntilMs).toBeGreaterThan(0);
    expect(world.vendor.posts).toHaveLength(300);
  });
});
