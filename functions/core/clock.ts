import { Temporal } from './time.ts';

/**
 * Two clocks that cannot be mixed (DESIGN 3.15). `calendar` is the district's time: movable in a story, it decides dates, bells,
 * `notAfter` and what people read; its values are `Temporal.Instant`, kept as RFC 3339. `machine` is real time: holds, leases, permits,
 * attempts, tokens and expiry; its values are numbers, kept in fields that end in `Ms`. One never compiles where the other is meant.
 */
export type Clocks = { readonly calendar: CalendarClock; readonly machine: MachineClock };

export type CalendarClock = { readonly now: () => Temporal.Instant };

/** Milliseconds since 1970 on the machine clock. */
export type MachineMs = number;

export type MachineClock = {
  readonly now: () => MachineMs;
  /** Resolves after `ms` of real time, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The machine's own clock: with `calendarClock` the only place that reads it. */
export const machineClock: MachineClock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      signal?.addEventListener('abort', wake, { once: true });
    }),
};

/** A calendar clock that runs `offsetMs()` beside the machine's; 0 everywhere but in the sandbox. */
export function calendarClock(offsetMs: () => number = () => 0): CalendarClock {
  return { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now() + offsetMs()) };
}

/** The clocks of production: both real. */
export const systemClocks: Clocks = { calendar: calendarClock(), machine: machineClock };
