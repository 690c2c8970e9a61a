import type { Clocks, MachineMs } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Lane } from '../names.ts';
import { buyPermits, freshRow, type Purchase, slowedDown } from './buy-permits.ts';
import type { Permits, QuotaStore, Report } from './ports.ts';
import type { PermitKind, ProviderLimits } from './provider-limits.ts';
import type { QuotaRow } from './quota.ts';

export type PermitDeps = {
  readonly store: QuotaStore;
  readonly clocks: Pick<Clocks, 'machine'>;
  readonly ids: Ids;
  readonly limits: ProviderLimits;
  /** Hears of `quota-implausible` and `retry-after-implausible`: classes are waiting. */
  readonly report: Report;
  /** No limits at all: an argument of the sandbox's bench. */
  readonly lifted?: boolean;
};

/** Shortest pause between two tries to buy. */
const leastPauseMs = 5;
const longRetryAfterMs = 120_000;

/** Permits of one provider over its quota rows: any number of workers in any number of processes stay under its limits together. */
export function permitsOf(deps: PermitDeps): Permits {
  if (deps.lifted) return unlimited(deps.clocks);
  const { clocks, limits, report } = deps;
  const rows = rowsOf(deps);
  const nextMs = new Map<string, MachineMs>();
  return {
    async take(kind, count, lane, deadlineMs) {
      for (;;) {
        if (count <= 0 || clocks.machine.now() >= deadlineMs) return [];
        const { starts, retryAtMs } = await rows.buy(kind, { count, lane });
        if (starts.length > 0) return [...starts];
        await clocks.machine.sleep(Math.max(leastPauseMs, Math.min(retryAtMs, deadlineMs) - clocks.machine.now()));
      }
    },
    async evenly(kind) {
      const { row, pace } = limits.rows[kind];
      const nowMs = clocks.machine.now();
      const atMs = Math.max(nowMs, nextMs.get(row) ?? 0);
      nextMs.set(row, atMs + 1000 / pace.perSecond);
      if (atMs > nowMs) await clocks.machine.sleep(atMs - nowMs);
    },
    async slowDown(kind, retryAfterMs) {
      if ((retryAfterMs ?? 0) > longRetryAfterMs) {
        report('retry-after-implausible', { provider: limits.provider, kind, retryAfterMs: retryAfterMs ?? 0 });
      }
      while (!(await rows.slowDown(kind, retryAfterMs))) await clocks.machine.sleep(leastPauseMs);
    },
  };
}

type Wished = { readonly count: number; readonly lane: Lane };

/**
 * Purchases over the rows, each a read and one conditional write. A row is read every time: other processes buy too, and a write over an old
 * revision costs more than a read. Buyers of one process take turns, or most of their writes would be lost to each other.
 */
function rowsOf({ store, clocks, ids, limits, report }: PermitDeps) {
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = <T>(row: string, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(row) ?? Promise.resolve()).then(work);
    turns.set(
      row,
      mine.catch(() => undefined),
    );
    return mine;
  };
  const read = async (kind: PermitKind): Promise<QuotaRow> => {
    const { row, pace } = limits.rows[kind];
    return (await store.read(limits.provider, row)) ?? freshRow(limits.provider, row, pace, clocks.machine.now());
  };
  const write = (row: QuotaRow): Promise<boolean> => store.put({ ...row, boughtBy: ids.base32(10) });
  const buy = async (kind: PermitKind, wish: Wished): Promise<Pick<Purchase, 'starts' | 'retryAtMs'>> => {
    const nowMs = clocks.machine.now();
    const purchase = buyPermits(await read(kind), limits.rows[kind].pace, { ...wish, nowMs });
    if (purchase.implausible) report('quota-implausible', { provider: limits.provider, kind });
    if (purchase.starts.length === 0) return purchase;
    return (await write(purchase.row)) ? purchase : { starts: [], retryAtMs: nowMs };
  };
  return {
    buy: (kind: PermitKind, wish: Wished) => inTurn(limits.rows[kind].row, () => buy(kind, wish)),
    slowDown: (kind: PermitKind, retryAfterMs: number | undefined): Promise<boolean> =>
      inTurn(limits.rows[kind].row, async () =>
        write(slowedDown(await read(kind), retryAfterMs, clocks.machine.now())),
      ),
  };
}

function unlimited(clocks: Pick<Clocks, 'machine'>): Permits {
  return {
    take: (_kind, count) => Promise.resolve(Array.from({ length: count }, () => clocks.machine.now())),
    evenly: () => Promise.resolve(),
    slowDown: () => Promise.resolve(),
  };
}
