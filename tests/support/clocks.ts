import type { Clocks } from '../../functions/core/clock.ts';
import type { Temporal } from '../../functions/core/time.ts';

/** Clocks that stand still until they are moved. */
export type StillClocks = Clocks & { set(instant: Temporal.Instant): void; forward(minutes: number): void };

/** Both clocks at the same moment; sleeping moves the machine's. */
export function stillClocks(start: Temporal.Instant): StillClocks {
  let now = start;
  let machineMs = start.epochMilliseconds;
  return {
    calendar: { now: () => now },
    machine: {
      now: () => machineMs,
      sleep(ms) {
        machineMs += ms;
        return Promise.resolve();
      },
    },
    set: (instant) => {
      now = instant;
    },
    forward: (minutes) => {
      now = now.add({ minutes });
      machineMs += minutes * 60_000;
    },
  };
}
