import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIds } from '../../../functions/core/ids.ts';
import { buyPermits, freshRow, slowedDown } from '../../../functions/deliveries/buy-permits.ts';
import { permitsOf } from '../../../functions/deliveries/permits.ts';
import { classroomLimits, graphLimits } from '../../../functions/deliveries/provider-limits.ts';
import type { QuotaRow } from '../../../functions/deliveries/quota.ts';
import { memoryStores } from '../../support/delivery-stores.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const start = 1_000_000;
const classroom = classroomLimits(3000).rows.post.pace;

/** The most starts in any window of `windowMs`. */
function mostIn(starts: readonly number[], windowMs: number): number {
  const sorted = starts.toSorted((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, at, i) => {
    while (at - (sorted[from] ?? 0) >= windowMs) from += 1;
    return Math.max(most, i - from + 1);
  }, 0);
}

describe('a block of permits', () => {
  it('given any buyers at any pace of asking, then no minute of Classroom and no second of Graph ever holds too many', () => {
    const asks = fc.array(
      fc.record({ afterMs: fc.nat(3_000), count: fc.integer({ min: 1, max: 25 }), urgent: fc.boolean() }),
      {
        minLength: 50,
        maxLength: 400,
      },
    );
    const quotas = fc.record({
      perMinute: fc.integer({ min: 60, max: 3000 }),
      perSecond: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(asks, quotas, (wishes, { perMinute, perSecond }) => {
        const cases = [
          { pace: classroomLimits(perMinute).rows.post.pace, windowMs: 60_000, limit: perMinute },
          { pace: graphLimits(perSecond).rows.post.pace, windowMs: 1_000, limit: perSecond },
        ];
        for (const { pace, windowMs, limit } of cases) {
          let row = freshRow('p', 'post', pace, start);
          let nowMs = start;
          const starts: number[] = [];
          for (const { afterMs, count, urgent } of wishes) {
            nowMs += afterMs;
            const purchase = buyPermits(row, pace, { count, lane: urgent ? 'urgent' : 'normal', nowMs });
            if (purchase.starts.length > 0) row = purchase.row;
            starts.push(...purchase.starts);
          }
          expect(mostIn(starts, windowMs)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('given workers that always want more, then Classroom is used at 49 a second', async () => {
    const clock = new VirtualClock(start);
    const { quotas } = memoryStores();
    const limits = classroomLimits(3000);
    const permits = () =>
      permitsOf({ store: quotas, clocks: clock.clocks, ids: randomIds, limits, report: () => undefined });
    const worker = async (): Promise<number[]> => {
      const mine = permits();
      const starts: number[] = [];
      while (clock.clocks.machine.now() < start + 120_000)
        starts.push(...(await mine.take('post', 25, 'normal', start + 120_000)));
      return starts;
    };
    const starts = (await clock.run(Promise.all([worker(), worker(), worker()]))).flat();
    expect(starts.length / 120).toBeGreaterThan(48);
    expect(mostIn(starts, 60_000)).toBeLessThanOrEqual(2970);
  });

  it('given workers of one process that buy at the same moment, then no write is lost to another', async () => {
    const clock = new VirtualClock(start);
    const { quotas } = memoryStores();
    const written: boolean[] = [];
    const store = {
      ...quotas,
      put: async (row: QuotaRow): Promise<boolean> => {
        const kept = await quotas.put(row);
        written.push(kept);
        return kept;
      },
    };
    const limits = classroomLimits(3000);
    const permits = permitsOf({ store, clocks: clock.clocks, ids: randomIds, limits, report: () => undefined });
    const takes = Array.from({ length: 5 }, () => permits.take('post', 10, 'urgent', start + 60_000));
    expect((await clock.run(Promise.all(takes))).flat()).toHaveLength(50);
    expect(written).toEqual([true, true, true, true, true]);
  });

  it('given requests of one process that were held up together, then they leave at the pace and no second has too many', async () => {
    const clock = new VirtualClock(start);
    const { quotas: store } = memoryStores();
    const limits = graphLimits(50);
    const permits = permitsOf({ store, clocks: clock.clocks, ids: randomIds, limits, report: () => undefined });
    const leave = async (): Promise<number> => {
      await permits.evenly('post');
      return clock.clocks.machine.now();
    };
    const left = await clock.run(Promise.all(Array.from({ length: 90 }, leave)));
    expect(left[0]).toBe(start);
    expect(mostIn(left, 1_000)).toBeLessThanOrEqual(50);
    expect((left.at(-1) ?? 0) - start).toBeLessThanOrEqual(2_000);
  });

  it('given an urgent lane that takes all it can, then the normal lane still gets a tenth', () => {
    let row = freshRow('p', 'post', classroom, start);
    const got = { urgent: 0, normal: 0 };
    for (let nowMs = start; nowMs < start + 120_000; nowMs += 20) {
      for (const lane of ['urgent', 'urgent', 'normal'] as const) {
        const purchase = buyPermits(row, classroom, { count: 10, lane, nowMs });
        if (purchase.starts.length > 0) row = purchase.row;
        got[lane] += purchase.starts.length;
      }
    }
    expect(got.normal / (got.normal + got.urgent)).toBeGreaterThanOrEqual(0.09);
    expect(got.urgent).toBeGreaterThan(got.normal);
  });
});

describe('a provider that says it is too much', () => {
  it('given no Retry-After, then the pace is halved for 30 s', () => {
    const row = slowedDown({ ...freshRow('p', 'post', classroom, start), nextMs: start + 1_000 }, undefined, start);
    const gap = (at: number): number => {
      const { starts } = buyPermits(row, { ...classroom, burst: 1 }, { count: 2, lane: 'urgent', nowMs: at });
      return (starts[1] ?? 0) - (starts[0] ?? 0);
    };
    expect(gap(start + 5_000) / gap(start + 31_000)).toBeCloseTo(2, 1);
  });

  it('given a Retry-After of a day, then after two minutes one request probes, and only ten seconds later the next go', () => {
    const row = slowedDown(freshRow('p', 'post', classroom, start), 86_400_000, start);
    expect(buyPermits(row, classroom, { count: 25, lane: 'urgent', nowMs: start + 119_000 }).starts).toEqual([]);
    const probe = buyPermits(row, classroom, { count: 25, lane: 'urgent', nowMs: start + 120_000 });
    expect(probe.starts).toHaveLength(1);
    expect(buyPermits(probe.row, classroom, { count: 25, lane: 'urgent', nowMs: start + 125_000 }).starts).toEqual([]);
    expect(buyPermits(probe.row, classroom, { count: 25, lane: 'urgent', nowMs: start + 130_000 }).starts).toHaveLength(
      25,
    );
  });

  it('given a row set to the year 2099, then it is put right, probed and reported', async () => {
    const clock = new VirtualClock(start);
    const { quotas } = memoryStores();
    const far: QuotaRow = {
      ...freshRow('google-classroom', 'all', classroom, start),
      nextMs: Date.parse('2099-01-01'),
      revision: 1,
    };
    await quotas.put(far);
    const reports: string[] = [];
    const limits = classroomLimits(3000);
    const permits = permitsOf({
      store: quotas,
      clocks: clock.clocks,
      ids: randomIds,
      limits,
      report: (what) => reports.push(what),
    });
    const first = await clock.run(permits.take('post', 25, 'normal', start + 60_000));
    expect(first).toEqual([start]);
    expect(reports).toEqual(['quota-implausible']);
    const second = await clock.run(permits.take('post', 25, 'normal', start + 60_000));
    expect([second.length, second[0]]).toEqual([25, start + 10_000]);
  });
});
