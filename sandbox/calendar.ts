import * as z from 'zod';
import { calendarClock, machineClock, type Clocks } from '../functions/core/clock.ts';
import type { Temporal } from '../functions/core/time.ts';
import type { DataFolder } from './data-folder.ts';

const Kept = z.object({ offsetMs: z.number() });

/** The calendar clock of a sandbox: it runs at wall speed, can be set, and is kept over restarts in `clock.json`. */
export type MovableCalendar = {
  readonly clocks: Clocks;
  set(instant: Temporal.Instant): void;
  /** Whether it was ever set in this folder; until then it is the machine's time. */
  isSet(): boolean;
};

export function movableCalendar(folder: DataFolder): MovableCalendar {
  const kept = folder.read('clock.json', Kept);
  let offsetMs = kept?.offsetMs ?? 0;
  let isSet = kept !== undefined;
  return {
    clocks: { calendar: calendarClock(() => offsetMs), machine: machineClock },
    set: (instant) => {
      offsetMs = instant.epochMilliseconds - Date.now();
      isSet = true;
      folder.write('clock.json', { offsetMs });
    },
    isSet: () => isSet,
  };
}

/** The same clock seen from another process: the file is read again at most five times a second. */
export function followedClocks(folder: DataFolder): Clocks {
  let offsetMs = 0;
  let readAt = 0;
  const offset = (): number => {
    if (Date.now() - readAt > 200) {
      readAt = Date.now();
      offsetMs = folder.read('clock.json', Kept)?.offsetMs ?? offsetMs;
    }
    return offsetMs;
  };
  return { calendar: calendarClock(offset), machine: machineClock };
}
