import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIds } from '../../../functions/core/ids.ts';
import { freshRow } from '../../../functions/deliveries/believe-quota.ts';
import { buyPermits } from '../../../functions/deliveries/buy-permits.ts';
import { permitsOf } from '../../../functions/deliveries/permits.ts';
import { classroomLimits, graphLimits } from '../../../functions/deliveries/provider-limits.ts';
import type { QuotaRow, QuotaState } from '../../../functions/deliveries/quota.ts';
import { sealQuota } from '../../../functions/deliveries/seal-quota.ts';
import { slowDown } from '../../../functions/deliveries/slow-down.ts';
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
    const limits = classroomLimits(3000);
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

  it('given a normal lane that takes all it can, then an urgent block begins within little more than a second', async () => {
    const clock = new VirtualClock(start);
    const { quotas } = memoryStores();
    const limits = classroomLimits(3000);
    const report = (): void => undefined;
    const permits = permitsOf({ store: quotas, clocks: clock.clocks, ids: randomIds, limits, report });
    const { machine } = clock.clocks;
    const normal = async (): Promise<void> => {
      while (machine.now() < start + 30_000) await permits.take('post', 25, 'normal', start + 30_000);
    };
    const waits: number[] = [];
    const urgent = async (): Promise<void> => {
      for (let i = 0; i < 8; i += 1) {
        await machine.sleep(3_333);
        const askedMs = machine.now();
        const [first = Infinity] = await permits.take('post', 25, 'urgent', start + 40_000);
        waits.push(first - askedMs);
      }
    };
    await clock.run(Promise.all([normal(), normal(), normal(), normal(), normal(), urgent()]));
    expect(waits).toHaveLength(8);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_100);
  });

  it('given requests that were held up for so long that their permits are of no use, then they are told so and take nobody’s place', async () => {
    const clock = new VirtualClock(start);
    const { quotas: store } = memoryStores();
    const report = (): void => undefined;
    const permits = permitsOf({ store, clocks: clock.clocks, ids: randomIds, limits: graphLimits(50), report });
    const late = Array.from({ length: 10 }, () => permits.evenly('post', start - 101));
    expect(await Promise.all([...late, permits.evenly('post', start)])).toEqual([...late.map(() => false), true]);
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
  const provider = { scope: 'provider' } as const;
  const buy = (row: QuotaState, nowMs: number, count = 25) =>
    buyPermits(row, classroom, { count, lane: 'urgent', nowMs });

  it('given no Retry-After, then the pace is halved for 30 s', () => {
    const row = slowDown(
      { ...freshRow('p', 'post', classroom, start), nextMs: start + 1_000 },
      classroom,
      provider,
      start,
    );
    const gap = (at: number): number => {
      const { starts } = buyPermits(row, { ...classroom, burst: 1 }, { count: 2, lane: 'urgent', nowMs: at });
      return (starts[1] ?? 0) - (starts[0] ?? 0);
    };
    expect(gap(start + 5_000) / gap(start + 31_000)).toBeCloseTo(2, 1);
  });

  it('given a Retry-After of a day, then after two minutes one request probes, and only ten seconds later the next go', () => {
    const said = { scope: 'provider', retryAfterMs: 86_400_000 } as const;
    const row = slowDown(freshRow('p', 'post', classroom, start), classroom, said, start);
    expect(buy(row, start + 119_000).starts).toEqual([]);
    const probe = buy(row, start + 120_000);
    expect(probe.starts).toHaveLength(1);
    expect(buy(probe.row, start + 125_000).starts).toEqual([]);
    expect(buy(probe.row, start + 130_000).starts).toHaveLength(25);
  });

  it('given one team after the other refused, a while apart, then only they rest; given many in a row, then all go slower', () => {
    const parent = { scope: 'parent', retryAfterMs: 10_000 } as const;
    const after = (everyMs: number): QuotaState =>
      Array.from({ length: 8 }, (_, i) => start + i * everyMs).reduce(
        (row, nowMs) => slowDown(row, classroom, parent, nowMs),
        freshRow('p', 'post', classroom, start),
      );
    expect(buy(after(2_000), start + 14_000).starts).toHaveLength(25);
    expect(buy(after(100), start + 700)).toMatchObject({ starts: [], retryAtMs: start + 10_700 });
    expect(after(100).slowUntilMs).toBe(start + 40_700);
  });

  it('given reads, then they begin slowly, grow while they are used, shrink when refused, and begin again another day', () => {
    const { pace } = graphLimits(50).rows.read;
    let row = freshRow('p', 'read', pace, start);
    const use = (fromMs: number, untilMs: number): number => {
      for (let nowMs = fromMs; nowMs < untilMs; nowMs += 100) {
        const purchase = buyPermits(row, pace, { count: 1, lane: 'normal', nowMs });
        if (purchase.starts.length > 0) row = purchase.row;
      }
      return row.perSecond;
    };
    expect(row.perSecond).toBe(1);
    expect(use(start, start + 8_000)).toBeCloseTo(9, 0);
    expect(use(start + 8_000, start + 60_000)).toBe(18);
    row = slowDown(row, pace, provider, start + 60_000);
    expect(row.perSecond).toBe(9);
    expect(use(start + 60_000, start + 89_000)).toBe(9);
    expect(use(start + 90_000, start + 120_000)).toBe(18);
    expect(use(start + 86_400_000, start + 86_400_100)).toBe(1);
  });
});

describe('a quota row that nobody can have written', () => {
  const limits = classroomLimits(3000);
  const good = freshRow('google-classroom', 'all', classroom, start);
  const farMs = Date.parse('2099-01-01');

  /** What a buyer gets of what stands there: one permit to probe with, and after ten seconds a block. */
  async function buying(spoil: (stores: ReturnType<typeof memoryStores>) => Promise<unknown>) {
    const clock = new VirtualClock(start);
    const stores = memoryStores();
    await spoil(stores);
    const reports: string[] = [];
    const report = (what: string): void => void reports.push(what);
    const permits = permitsOf({ store: stores.quotas, clocks: clock.clocks, ids: randomIds, limits, report });
    const take = () => clock.run(permits.take('post', 25, 'normal', start + 300_000));
    const [first, second] = [await take(), await take()];
    return { first, second, reports };
  }

  it.each<[string, Partial<QuotaState>]>([
    ['the next request in 2099', { nextMs: farMs }],
    ['a pause until 2099', { pausedUntilMs: farMs }],
    ['a slow pace until 2099', { slowUntilMs: farMs }],
    ['no growth until 2099', { grownMs: farMs }],
    ['a reserve from 2099 on', { normalNextMs: farMs }],
    ['an urgent lane of 2099', { urgentMs: farMs }],
    ['no end of refusals', { heat: 1e9 }],
    ['a refusal of 2099', { heatMs: farMs }],
    ['another provider’s permits', { provider: 'teams' }],
    ['another scope’s permits', { kind: 'read' }],
  ])('given %s, then it begins anew, probes with one request, and is reported once', async (_, change) => {
    const { first, second, reports } = await buying(async ({ quotaRows }) => {
      quotaRows.put('google-classroom#all', sealQuota({ ...good, revision: 1, ...change }));
    });
    expect(first).toEqual([start]);
    expect([second.length, second[0]]).toEqual([25, start + 10_000]);
    expect(reports).toEqual(['quota-implausible']);
  });

  it('given a row that was changed by hand, then its checksum tells, though its times could be true', async () => {
    const { first, reports } = await buying(({ quotas }) =>
      quotas.put({ ...sealQuota({ ...good, revision: 1 }), nextMs: start + 100_000 }),
    );
    expect([first, reports]).toEqual([[start], ['quota-implausible']]);
  });

  it('given something that is no row at all, then it is written over', async () => {
    const { first, second, reports } = await buying(async ({ spoiltQuotas }) => {
      spoiltQuotas.set('google-classroom#all', { unreadable: '{' });
    });
    expect([first, second.length, reports]).toEqual([[start], 25, ['quota-implausible']]);
  });

  it('given a clock that is some seconds behind the buyer’s before, then a true pause of two minutes is believed', async () => {
    const { first, reports } = await buying(({ quotas }) =>
      quotas.put(sealQuota({ ...good, revision: 1, pausedUntilMs: start + 124_000 })),
    );
    expect([first[0], reports]).toEqual([start + 124_000, []]);
  });
});
