import type { MachineClock, MachineMs } from '../core/clock.ts';
import type { Lane } from '../names.ts';
import type { Permits, Times } from './ports.ts';
import type { PermitKind } from './provider-limits.ts';

/** A worker's permits of one kind: bought in blocks, handed out one by one at their time. */
export type PermitPool = {
  /** Resolves when a request may start; undefined when that would be after the deadline. */
  next(): Promise<MachineMs | undefined>;
};

type PoolDeps = {
  readonly permits: Permits;
  readonly clock: MachineClock;
  readonly times: Times;
  readonly kind: PermitKind;
  readonly lane: Lane;
  readonly deadlineMs: MachineMs;
  /** How many the worker could use within half a second. */
  readonly wanted: (withinMs?: number) => number;
  /** Hears of each permit that is handed out. */
  readonly handed?: () => void;
};

/** Eight permits at 45 a second. */
const secondRoundMs = 175;

/** A permit that cannot be used within `permitUnusedMs` of its time, or sooner where a second counts, is given up: used late it would fall into a window already full. */
export function permitPool({ permits, clock, times, kind, lane, deadlineMs, wanted, handed }: PoolDeps): PermitPool {
  let bought: MachineMs[] = [];
  // Buyers take turns: one block serves them all.
  let turn: Promise<unknown> = Promise.resolve();

  const usableMs = Math.min(times.permitUnusedMs, permits.usableMs?.[kind] ?? Infinity);
  // At Graph's pace the lanes' second permits of a block start this long after their first ones.
  const withinMs = permits.usableMs?.[kind] === undefined ? undefined : secondRoundMs + usableMs;

  const take = async (): Promise<MachineMs | undefined> => {
    bought = bought.filter((startMs) => clock.now() <= startMs + usableMs);
    if (bought.length === 0) bought = await permits.take(kind, Math.max(1, wanted(withinMs)), lane, deadlineMs);
    const permit = bought.shift();
    if (permit !== undefined) handed?.();
    return permit;
  };
  return {
    async next() {
      const mine = turn.then(take);
      turn = mine.catch(() => undefined);
      const startMs = await mine;
      if (startMs === undefined || startMs > deadlineMs) return undefined;
      const aheadMs = startMs - clock.now();
      if (aheadMs > 0) await clock.sleep(aheadMs);
      return startMs;
    },
  };
}
