import type { Clocks } from '../../functions/core/clock.ts';
import { deliverParcel } from '../../functions/deliveries/deliver-parcel.ts';
import type { Delivery } from '../../functions/deliveries/delivery.ts';
import { permitsOf } from '../../functions/deliveries/permits.ts';
import type { PostOutcome } from '../../functions/deliveries/ports.ts';
import { classroomLimits, graphLimits } from '../../functions/deliveries/provider-limits.ts';
import type { Target } from '../../functions/roster/roster.ts';
import { CLASSROOM_LIMITS, classroomQuota } from '../../sandbox/simulators/classroom/quota.ts';
import { GRAPH_LIMITS, graphQuota } from '../../sandbox/simulators/graph/quota.ts';
import type { MemoryStores } from './delivery-stores.ts';
import { deliveryWorld } from './delivery-world.ts';
import { chanceFrom } from './virtual-clock.ts';

type FanOut = {
  readonly channel: 'google-classroom' | 'teams';
  readonly targets: number;
  readonly perTeam: number;
  /** Each with five workers and permits of its own, over the same rows. */
  readonly processes: number;
  readonly seed?: number;
  /** Milliseconds for which each process stands still every five seconds: nothing that was to happen meanwhile happens before its end. */
  readonly stallMs?: number;
  /** Seconds that the vendor asks to wait with its first answer, whatever its limits. */
  readonly firstRetryAfter?: number;
  /** What stands in the quota rows before. */
  readonly spoil?: (stores: MemoryStores, nowMs: number) => void;
};

/**
 * One entry's fan-out by whole processes of workers against a vendor whose true limits are those of the simulators, in virtual time. A request is
 * on its way for 5 to 45 ms, one in fifty for up to 150 ms more; a row of
 * Teams, where a second is what counts, takes 4 to 20 ms to write.
 */
export async function fanOutAtTheLimits({
  channel,
  targets,
  perTeam,
  processes,
  seed = 1,
  stallMs = 0,
  ...odd
}: FanOut) {
  const world = await deliveryWorld({ channel, targets, perTeam, seed });
  const { clocks, workerDeps, vendor } = world;
  const chance = chanceFrom(seed + 1);
  const admits = admission(channel);
  const startedMs = clocks.machine.now();
  const refused: number[] = [];
  const accepted: number[] = [];
  odd.spoil?.(world.stores, startedMs);
  const post = vendor.channel.post.bind(vendor.channel);
  vendor.channel.post = async (target, words, signal): Promise<PostOutcome> => {
    await clocks.machine.sleep(5 + chance() * 40 + (chance() < 0.02 ? chance() * 150 : 0));
    const nowMs = clocks.machine.now();
    const isOdd = odd.firstRetryAfter !== undefined && accepted.length + refused.length === 0;
    if (!isOdd && admits(target, nowMs)) {
      accepted.push(nowMs);
      return post(target, words, signal);
    }
    refused.push(nowMs);
    const throttled = channel === 'teams' ? 'parent' : 'provider';
    return {
      kind: 'refused',
      permanent: false,
      reason: '429',
      throttled,
      retryAfterMs: (isOdd ? (odd.firstRetryAfter ?? 0) : 10) * 1_000,
    };
  };
  await world.declare('Declared');
  await world.clock.run(world.plan(1));
  const limits = channel === 'teams' ? graphLimits(50) : classroomLimits(3000);
  const deps = Array.from({ length: processes }, (_, i) => {
    const own = stalling(clocks, { everyMs: 5_000, stallMs, fromMs: clocks.machine.now() + i * 1_700 });
    const { ids, report } = workerDeps;
    const deliveries = {
      ...workerDeps.deliveries,
      put: async (row: Delivery): Promise<boolean> => {
        if (channel === 'teams') await own.machine.sleep(4 + chance() * 16);
        return workerDeps.deliveries.put(row);
      },
    };
    const permits = permitsOf({ store: world.stores.quotas, clocks: own, ids, limits, report });
    return { ...workerDeps, clocks: own, permits, deliveries };
  });
  const untilMs = clocks.machine.now() + 20 * 60_000;
  const worker = async (mine: (typeof deps)[number]): Promise<void> => {
    while (!world.settled() && clocks.machine.now() < untilMs) {
      const queue = world.queued();
      const next = queue.findIndex(({ visibleMs }) => visibleMs <= clocks.machine.now());
      const message = next < 0 ? undefined : queue.splice(next, 1)[0]?.message;
      if (message === undefined) await clocks.machine.sleep(100);
      else {
        const endsMs = clocks.machine.now() + 60_000;
        const getRemainingTimeInMillis = (): number => endsMs - clocks.machine.now();
        await deliverParcel(mine, message, { awsRequestId: 'r', getRemainingTimeInMillis });
      }
    }
  };
  await world.clock.run(Promise.all(deps.flatMap((mine) => Array.from({ length: 5 }, () => worker(mine)))));
  const seconds = (Math.max(...accepted) - startedMs) / 1000;
  return { posts: accepted.length, refused: refused.length, seconds, reports: world.reports };
}

/** The clocks of a process whose timers all fire late when it stands still. */
function stalling(clocks: Clocks, stall: { everyMs: number; stallMs: number; fromMs: number }): Clocks {
  const { machine } = clocks;
  const lateMs = (atMs: number): number => {
    const into = (((atMs - stall.fromMs) % stall.everyMs) + stall.everyMs) % stall.everyMs;
    return into < stall.stallMs ? stall.stallMs - into : 0;
  };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    machine.sleep(Math.max(0, ms) + lateMs(machine.now() + Math.max(0, ms)), signal);
  return { ...clocks, machine: { ...machine, now: () => machine.now(), sleep } };
}

function admission(channel: FanOut['channel']): (target: Target, nowMs: number) => boolean {
  if (channel === 'teams') {
    const quota = graphQuota(GRAPH_LIMITS);
    return ({ parentId = '', targetId }, nowMs) =>
      quota.admits('app', 'post', { teamId: parentId, channelId: targetId }, nowMs);
  }
  const quota = classroomQuota(CLASSROOM_LIMITS);
  // Each class its own teacher.
  return ({ targetId }, nowMs) =>
    quota.admits({ projectId: 'p', email: `${targetId}@x.org`, scopes: new Set() }, nowMs);
}
