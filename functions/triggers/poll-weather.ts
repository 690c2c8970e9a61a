import type { Clocks } from '../core/clock.ts';
import { Conflict } from '../core/errors.ts';
import { formatInstant } from '../core/time.ts';
import { mergeReading } from './merge-reading.ts';
import type { SignalStore, WeatherSource } from './ports.ts';
import { weatherIntake, type Signal } from './signal.ts';

export type PollDeps = {
  readonly weather: WeatherSource;
  readonly signals: SignalStore;
  readonly clocks: Clocks;
  readonly timeZone: string;
};

/** What a poll saw: `ok` is false while nothing is known, `alerts` are those that concern the district, `changed` what says something new. */
export type WeatherPoll = {
  readonly ok: boolean;
  readonly at: string;
  readonly alerts: number;
  readonly changed: readonly Signal[];
  /** Polls in a row that failed, this one included. */
  readonly failures: number;
  readonly problem?: string;
};

/** How often a reading is merged again when another poll wrote at the same time. */
const attempts = 5;

/** Looks at the weather once and keeps what it means. What the service does never throws; a store that fails does. */
export async function pollWeather({ weather, signals, clocks, timeZone }: PollDeps): Promise<WeatherPoll> {
  const reading = await weather.read();
  const moment = { now: clocks.calendar.now(), timeZone };
  const changed = new Map<string, Signal>();
  for (let attempt = 1; ; attempt++) {
    const merged = mergeReading(await signals.all(), await signals.feed(weatherIntake.feed), reading, moment);
    try {
      for (const signal of merged.writes) {
        await signals.put(signal);
        if (merged.changed.includes(signal)) changed.set(signal.signalId, signal);
      }
      await signals.putFeed(merged.feed);
      const { ok, problem, failures, alerts } = merged.feed;
      const at = formatInstant(moment.now, timeZone);
      return {
        ok,
        at,
        alerts,
        failures,
        changed: [...changed.values()],
        ...(problem === undefined ? {} : { problem }),
      };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}
