import { calendarClock, type Clocks } from '../functions/core/clock.ts';
import { Temporal } from '../functions/core/time.ts';

type Timer = { readonly atMs: number; readonly wake: () => void };

/** Time that passes only when everybody waits for it: hours of waiting in milliseconds, in one order for one seed. */
export class VirtualClock {
  #nowMs: number;
  #timers: Timer[] = [];

  constructor(startMs = Date.parse('2023-02-21T20:11:00Z')) {
    this.#nowMs = startMs;
  }

  get clocks(): Clocks {
    return {
      machine: { now: () => this.#nowMs, sleep: (ms, signal) => this.#sleep(ms, signal) },
      calendar: { ...calendarClock(), now: () => Temporal.Instant.fromEpochMilliseconds(this.#nowMs) },
    };
  }

  /** Runs `work` to its end, moving time to the next timer whenever nothing else can happen. */
  async run<T>(work: Promise<T>): Promise<T> {
    let ended = false;
    const watched = work.finally(() => {
      ended = true;
    });
    watched.catch(() => undefined);
    while (!ended) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#timers.reduce<Timer | undefined>(
        (a, b) => (a === undefined || b.atMs < a.atMs ? b : a),
        undefined,
      );
      if (ended || next === undefined) continue;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
    return watched;
  }

  #sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = { atMs: Math.ceil(this.#nowMs + Math.max(0, ms)), wake: resolve };
      this.#timers.push(timer);
      const give = (): void => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        resolve();
      };
      signal?.addEventListener('abort', give, { once: true });
    });
  }
}
