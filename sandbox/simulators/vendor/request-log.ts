/** How often a kind of request ended in a certain way. `outcome` is the status on the wire, or how the wire was cut. */
export type RequestCount = {
  readonly operation: string;
  readonly method: string;
  readonly outcome: string;
  readonly count: number;
};

/** Counts requests; grows with the kinds of requests, not with their number. */
export type RequestLog = {
  add(operation: string, method: string, outcome: string | number): void;
  counts(): RequestCount[];
  /** The requests of one operation, with one outcome when given. */
  count(operation: string, outcome?: string | number): number;
};

/** An empty request log. */
export function requestLog(): RequestLog {
  const rows = new Map<string, { operation: string; method: string; outcome: string; count: number }>();
  return {
    add(operation, method, outcome) {
      const key = `${operation} ${method} ${outcome}`;
      const row = rows.get(key) ?? { operation, method, outcome: String(outcome), count: 0 };
      row.count += 1;
      rows.set(key, row);
    },
    counts: () => Array.from(rows.values(), (row) => ({ ...row })),
    count: (operation, outcome) =>
      Array.from(rows.values())
        .filter((row) => row.operation === operation && (outcome === undefined || row.outcome === String(outcome)))
        .reduce((sum, row) => sum + row.count, 0),
  };
}
