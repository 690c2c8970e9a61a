import { parseInstant } from '../../functions/core/time.ts';
import { mergeReading, type MergedReading } from '../../functions/triggers/merge-reading.ts';
import type { WeatherReading } from '../../functions/triggers/ports.ts';
import { Signal, type FeedState, type WeatherSignal } from '../../functions/triggers/signal.ts';
import { alertFeature, morning, readingOf, twoCounties, type AlertSpec } from './alerts.ts';

/** What is known of the weather, moved on by one reading a minute; every row written is parsed as the store parses it. */
export function knownWeather() {
  let signals: readonly Signal[] = [];
  let feed: FeedState | undefined;
  let now = morning;
  const take = (reading: WeatherReading): MergedReading => {
    now = now.add({ minutes: 1 });
    const before = new Map(signals.map((signal) => [signal.signalId, signal.revision]));
    const merged = mergeReading(signals, feed, reading, { now, timeZone: twoCounties.timeZone });
    for (const { signalId, revision } of merged.writes) {
      // What the store demands of a put.
      if (revision !== (before.get(signalId) ?? 0) + 1) throw new Error(`revision ${revision} of ${signalId}`);
    }
    const written = new Map(merged.writes.map((signal) => [signal.signalId, Signal.parse(signal)]));
    signals = [...new Map([...signals.map((it) => [it.signalId, it] as const), ...written]).values()];
    feed = merged.feed;
    return merged;
  };
  const weather = (): WeatherSignal[] => signals.filter((signal) => signal.kind === 'weather');
  return {
    fails: () => take({ ok: false, problem: 'It answered 503.' }),
    shows: (...specs: AlertSpec[]) => take(readingOf(specs.map(alertFeature), now)),
    reads: take,
    at: (time: string) => (now = parseInstant(time)),
    only: (): WeatherSignal => {
      const [signal, ...others] = weather();
      if (signal === undefined || others.length > 0) throw new Error(`${others.length + 1} weather signals or none`);
      return signal;
    },
    /** The signal of a product, `WS.A`. */
    of: (code: string): WeatherSignal => {
      const found = weather().find(({ content }) => content.code === code);
      if (found === undefined) throw new Error(`no ${code}`);
      return found;
    },
    all: () => signals,
  };
}
