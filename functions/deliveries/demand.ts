/** Requests that one worker keeps in flight (DELIVERY 6). */
export const mostInFlight = 8;

/** A parcel has no more targets. */
const mostInBlock = 25;
/** A vendor's usual answer until some have come, and how much a new one counts. */
const firstGuessMs = 60;
const weight = 0.3;

/** How many requests could start within half a second: the size of a block of permits, told to the pool while tasks run. */
export type Demand = {
  /** `withinMs`: how long after the first permit of a block a lane that has used one may come for another. */
  wanted(withinMs?: number): number;
  /** So many tasks are to have a permit; a lane that has used one comes for another after `leastMs` at the earliest. */
  begin(count: number, leastMs: number): void;
  took(ms: number): void;
  /** One has it, or needs none any more: what is bought beyond those that wait is lost to everybody. */
  served(): void;
};

/** Starts from a fast vendor; each request that takes its time makes the next block smaller, so that few permits are given up. */
export function demandOf(): Demand {
  let left = 0;
  let usualMs = firstGuessMs;
  let leastMs = 20;
  return {
    wanted(withinMs = 500) {
      const rounds = 1 + Math.floor(withinMs / Math.max(usualMs, leastMs));
      return Math.max(1, Math.min(left, mostInBlock, mostInFlight * rounds));
    },
    begin(count, atLeastMs) {
      left = count;
      leastMs = Math.max(20, atLeastMs);
    },
    took(ms) {
      usualMs += weight * (ms - usualMs);
    },
    served() {
      left -= 1;
    },
  };
}
