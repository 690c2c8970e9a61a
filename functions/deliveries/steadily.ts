import type { MachineClock } from '../core/clock.ts';
import { inFlight } from './in-flight.ts';

/**
 * How fast rows of one partition are written: it takes 1,000 a second, and workers and tick write there too. A district of 6,000 classes fits
 * into the burst and waits for nothing.
 */
export const partitionPace = { perSecond: 600, burst: 250, atOnce: 16 } as const;

/** Writes that one run makes to rows of one partition, in order, some at once and never more than the partition takes in a second. */
export async function steadily<T>(
  clock: MachineClock,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const intervalMs = 1000 / partitionPace.perSecond;
  const aheadMs = partitionPace.burst * intervalMs;
  let nextMs = clock.now();
  await inFlight(partitionPace.atOnce, items, async (item) => {
    const nowMs = clock.now();
    nextMs = Math.max(nextMs, nowMs) + intervalMs;
    const waitMs = nextMs - aheadMs - nowMs;
    if (waitMs > 0) await clock.sleep(waitMs);
    await work(item);
  });
}
