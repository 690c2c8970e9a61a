import type { Clocks, MachineClock, MachineMs } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Lane } from '../names.ts';
import { believeQuota, freshRow, mostAheadMs, rebuiltRow } from './believe-quota.ts';
import { buyPermits, type Purchase } from './buy-permits.ts';
import type { Permits, QuotaStore, Report, UnreadableQuota } from './ports.ts';
import type { PermitKind, ProviderLimits } from './provider-limits.ts';
import type { Pace, QuotaState } from './quota.ts';
import { isSealed, sealQuota } from './seal-quota.ts';
import { slowDown, type TooFast } from './slow-down.ts';

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

/** Permits of one provider over its quota rows: any number of workers in any number of processes stay under its limits together. */
export function permitsOf(deps: PermitDeps): Permits {
  if (deps.lifted) return unlimited(deps.clocks);
  const { clocks, limits, report } = deps;
  const rows = rowsOf(deps);
  const inLine = lineUp(clocks.machine);
  return {
    async take(kind, count, lane, deadlineMs) {
      for (;;) {
        if (count <= 0 || clocks.machine.now() >= deadlineMs) return [];
        const { starts, retryAtMs } = await rows.buy(kind, { count, lane });
        if (starts.length > 0) return [...starts];
        await clocks.machine.sleep(Math.max(leastPauseMs, Math.min(retryAtMs, deadlineMs) - clocks.machine.now()));
      }
    },
    usableMs: usableFor(limits),
    countedAs: { post: limits.rows.post.row, read: limits.rows.read.row, other: limits.rows.other.row },
    evenly(kind, startMs = Infinity) {
      const { row, pace } = limits.rows[kind];
      // Its row has been written since it was handed out, which takes a while too.
      return inLine(row, pace, startMs + 2 * (pace.usableMs ?? Infinity));
    },
    async slowDown(kind, said) {
      const { retryAfterMs = 0 } = said;
      if (retryAfterMs > mostAheadMs) {
        report('retry-after-implausible', { provider: limits.provider, kind, retryAfterMs });
      }
      while (!(await rows.slowDown(kind, said))) await clocks.machine.sleep(leastPauseMs);
    },
  };
}

function usableFor({ rows }: ProviderLimits): NonNullable<Permits['usableMs']> {
  const known = Object.entries(rows).flatMap(([kind, { pace }]) =>
    pace.usableMs === undefined ? [] : [[kind, pace.usableMs] as const],
  );
  return Object.fromEntries(known);
}

/** Lets requests of one process leave one after the other at a row's pace; those that could not by `latestMs` are told so and take no place. */
function lineUp(machine: MachineClock): (row: string, pace: Pace, latestMs: MachineMs) => Promise<boolean> {
  const nextMs = new Map<string, MachineMs>();
  return async (row, { perSecond }, latestMs) => {
    const intervalMs = 1000 / perSecond;
    for (;;) {
      const nowMs = machine.now();
      const atMs = Math.max(nowMs, nextMs.get(row) ?? 0);
      if (atMs > latestMs) return false;
      nextMs.set(row, atMs + intervalMs);
      if (atMs <= nowMs) return true;
      await machine.sleep(atMs - nowMs);
      // A process that stood still wakes everybody at once: who missed their moment lines up again.
      if (machine.now() <= atMs + intervalMs) return true;
    }
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
  const { provider } = limits;
  /** The row, or one that begins anew where it is not to be believed; `over` is then what stands in its way. */
  const read = async (kind: PermitKind): Promise<Reading> => {
    const { row: name, pace } = limits.rows[kind];
    const nowMs = clocks.machine.now();
    const found = await store.read(provider, name);
    if (found === undefined) return { row: freshRow(provider, name, pace, nowMs) };
    if ('unreadable' in found) {
      report('quota-implausible', { provider, kind });
      return { row: rebuiltRow({ provider, kind: name, revision: 0 }, pace, nowMs), over: found };
    }
    const { checksum: _sealed, ...row } = found;
    if (isSealed(found, provider, name) && believeQuota(row, nowMs)) return { row };
    report('quota-implausible', { provider, kind });
    return { row: rebuiltRow({ provider, kind: name, revision: found.revision }, pace, nowMs) };
  };
  const write = (row: QuotaState, over: Reading['over']): Promise<boolean> =>
    store.put(sealQuota({ ...row, boughtBy: ids.base32(10), revision: row.revision + 1 }), over);
  const buy = async (kind: PermitKind, wish: Wished): Promise<Pick<Purchase, 'starts' | 'retryAtMs'>> => {
    const nowMs = clocks.machine.now();
    const { row, over } = await read(kind);
    const purchase = buyPermits(row, limits.rows[kind].pace, { ...wish, nowMs });
    if (purchase.starts.length === 0) return purchase;
    return (await write(purchase.row, over)) ? purchase : { starts: [], retryAtMs: nowMs };
  };
  return {
    buy: (kind: PermitKind, wish: Wished) => inTurn(limits.rows[kind].row, () => buy(kind, wish)),
    slowDown: (kind: PermitKind, said: TooFast): Promise<boolean> =>
      inTurn(limits.rows[kind].row, async () => {
        const { row, over } = await read(kind);
        return write(slowDown(row, limits.rows[kind].pace, said, clocks.machine.now()), over);
      }),
  };
}

type Reading = { readonly row: QuotaState; readonly over?: UnreadableQuota };

function unlimited(clocks: Pick<Clocks, 'machine'>): Permits {
  return {
    take: (_kind, count) => Promise.resolve(Array.from({ length: count }, () => clocks.machine.now())),
    evenly: () => Promise.resolve(true),
    slowDown: () => Promise.resolve(),
  };
}
