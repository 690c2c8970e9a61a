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
  return {
    async take(kind, count, lane, deadlineMs) {
      for (;;) {
        const nowMs = clocks.machine.now();
        if (count <= 0 || nowMs >= deadlineMs) return [];
        const { starts, retryAtMs } = await rows.buy(kind, { count, lane, nowMs });
        if (starts.length > 0) return [...starts];
        await clocks.machine.sleep(Math.max(leastPauseMs, Math.min(retryAtMs, deadlineMs) - nowMs));
      }
    },
    async slowDown(kind, retryAfterMs) {
      if ((retryAfterMs ?? 0) > longRetryAfterMs) {
        report('retry-after-implausible', { provider: limits.provider, kind, retryAfterMs: retryAfterMs ?? 0 });
      }
      while (!(await rows.slowDown(kind, retryAfterMs))) await clocks.machine.sleep(leastPauseMs);
    },
  };
}

type Wished = { readonly count: number; readonly lane: Lane; readonly nowMs: MachineMs };

/** The rows with the newest known revision kept, so that a purchase is one write and mostly no read. */
function rowsOf({ store, clocks, ids, limits, report }: PermitDeps) {
  const known = new Map<string, QuotaRow>();
  const read = async (kind: PermitKind): Promise<QuotaRow> => {
    const { row, pace } = limits.rows[kind];
    const kept = known.get(row) ?? (await store.read(limits.provider, row));
    return kept ?? freshRow(limits.provider, row, pace, clocks.machine.now());
  };
  const write = async (wanted: QuotaRow): Promise<boolean> => {
    const row = { ...wanted, boughtBy: ids.base32(10) };
    const written = await store.put(row);
    if (written) known.set(row.kind, row);
    else known.delete(row.kind);
    return written;
  };
  return {
    async buy(kind: PermitKind, wish: Wished): Promise<Pick<Purchase, 'starts' | 'retryAtMs'>> {
      const purchase = buyPermits(await read(kind), limits.rows[kind].pace, wish);
      if (purchase.implausible) report('quota-implausible', { provider: limits.provider, kind });
      if (purchase.starts.length === 0) {
        // Somebody may have slowed down or gone on since: ask the row itself next time.
        known.delete(limits.rows[kind].row);
        return purchase;
      }
      return (await write(purchase.row)) ? purchase : { starts: [], retryAtMs: wish.nowMs };
    },
    async slowDown(kind: PermitKind, retryAfterMs: number | undefined): Promise<boolean> {
      return write(slowedDown(await read(kind), retryAfterMs, clocks.machine.now()));
    },
  };
}

function unlimited(clocks: Pick<Clocks, 'machine'>): Permits {
  return {
    take: (_kind, count) => Promise.resolve(Array.from({ length: count }, () => clocks.machine.now())),
    slowDown: () => Promise.resolve(),
  };
}
