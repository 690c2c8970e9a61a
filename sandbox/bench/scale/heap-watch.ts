/** What is measured apart: a kind of invocation. */
export type InvocationKind = 'plan' | 'worker' | 'tick' | 'seal';

const mb = 1024 * 1024;

/** Looks at the heap after a full collection, once in so many calls of a table: what an invocation holds while it waits for the answer. */
export class HeapWatch {
  readonly #peaks = new Map<InvocationKind, number>();
  #kind: InvocationKind | undefined;
  #every = Infinity;
  #calls = 0;

  /** Says what runs from now on and in how many calls to look once; undefined: nothing that is measured. */
  enter(kind: InvocationKind | undefined, every = Infinity): void {
    this.#kind = kind;
    this.#every = every;
    this.#calls = 0;
  }

  called(): void {
    this.#calls += 1;
    if (this.#calls % this.#every === 0) this.#look();
  }

  #look(): void {
    if (this.#kind === undefined) return;
    this.#peaks.set(this.#kind, Math.max(this.#peaks.get(this.#kind) ?? 0, heapMb()));
  }

  /** The most of each kind so far in MB, with whatever the process holds besides. */
  get peaks(): Partial<Record<InvocationKind, number>> {
    return Object.fromEntries(this.#peaks);
  }
}

/** The heap in use after a full collection, in MB. Needs `--expose-gc`. */
export function heapMb(): number {
  if (globalThis.gc === undefined) throw new Error('Start it with --expose-gc: garbage would be measured.');
  globalThis.gc();
  return process.memoryUsage().heapUsed / mb;
}
