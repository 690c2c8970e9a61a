import type { MachineClock } from '../../../functions/core/clock.ts';
import type { Invocation } from '../../../functions/deliveries/ports.ts';
import { entries } from '../../../functions/names.ts';
import type { InvocationKind } from './heap-watch.ts';

/** How many invocations there were, and how long they took together and at most. */
export type Took = { count: number; ms: number; longestMs: number };

/** Runs a function as Lambda does, with its time limit, and keeps how long each kind took in virtual time. */
export class Invocations {
  readonly #clock: MachineClock;
  readonly took: Record<InvocationKind, Took> = {
    plan: { count: 0, ms: 0, longestMs: 0 },
    worker: { count: 0, ms: 0, longestMs: 0 },
    tick: { count: 0, ms: 0, longestMs: 0 },
    seal: { count: 0, ms: 0, longestMs: 0 },
  };

  constructor(clock: MachineClock) {
    this.#clock = clock;
  }

  /** `kindOf` says afterwards what it was: a tick that has sealed counts apart. */
  async run<T>(kind: InvocationKind, work: (invocation: Invocation) => Promise<T>, isSeal?: (answer: T) => boolean) {
    const startMs = this.#clock.now();
    const endsMs = startMs + entries.tick.timeoutSeconds * 1_000;
    const answer = await work({
      awsRequestId: `${kind}-${this.took[kind].count}`,
      getRemainingTimeInMillis: () => endsMs - this.#clock.now(),
    });
    const took = this.took[isSeal?.(answer) ? 'seal' : kind];
    const ms = this.#clock.now() - startMs;
    took.count += 1;
    took.ms += ms;
    took.longestMs = Math.max(took.longestMs, ms);
    return answer;
  }
}
