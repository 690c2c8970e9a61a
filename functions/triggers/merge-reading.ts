import { formatInstant } from '../core/time.ts';
import { ended, firstSignal, mergeEvent, missEvent, saysTheSame, type Moment } from './merge-event.ts';
import type { WeatherEvent, WeatherReading } from './ports.ts';
import { weatherIntake, type FeedState, type Signal, type WeatherSignal } from './signal.ts';
import { msOf } from './weather-areas.ts';

export type MergedReading = {
  /** Rows to write: new ones and next revisions. */
  readonly writes: WeatherSignal[];
  /** Those of them that say something new. */
  readonly changed: WeatherSignal[];
  readonly feed: FeedState;
};

/**
 * What a reading of the weather service makes of what is known. The same alerts again change nothing; a failed reading ends nothing and
 * marks the feed unknown since; an event that is missing ends at the second good reading without it, unless its own time is over.
 * Signals of other intakes are left alone, whatever they are called.
 */
export function mergeReading(
  signals: readonly Signal[],
  feed: FeedState | undefined,
  reading: WeatherReading,
  moment: Moment,
): MergedReading {
  const at = formatInstant(moment.now, moment.timeZone);
  if (!reading.ok) return { writes: [], changed: [], feed: failedFeed(feed, reading.problem, at) };

  const ours = signals.filter((signal) => signal.kind === 'weather').filter(isOurs);
  const shown = new Map<string, WeatherEvent>();
  const first: WeatherSignal[] = [];
  for (const event of reading.events) {
    const known = ours.find((signal) => signal.vendorId === event.vendorId) ?? ofTheYearBeside(ours, event);
    if (known === undefined) first.push(...newSignals(event, moment));
    else shown.set(known.signalId, event);
  }
  const pairs = ours.map((before) => ({ before, after: next(before, shown.get(before.signalId), reading, moment) }));
  const rewritten = pairs.filter(({ before, after }) => after !== before);
  return {
    writes: [...first, ...rewritten.map(({ after }) => after)],
    changed: [...first, ...rewritten.filter(({ before, after }) => !saysTheSame(before, after)).map((it) => it.after)],
    feed: goodFeed(reading.alerts, reading.unread ?? 0, at),
  };
}

function newSignals(event: WeatherEvent, moment: Moment): WeatherSignal[] {
  const signal = firstSignal(event, moment);
  return signal === undefined ? [] : [signal];
}

type GoodReading = Extract<WeatherReading, { ok: true }>;

function next(
  signal: WeatherSignal,
  event: WeatherEvent | undefined,
  reading: GoodReading,
  moment: Moment,
): WeatherSignal {
  if (event !== undefined) return mergeEvent(signal, event, moment, reading.unread);
  if (signal.status === 'ended') return signal;
  if (signal.content.alertIds.some((id) => reading.withdrawn?.includes(id))) return ended(signal, 'cancelled', moment);
  // An alert that could not be read may be this one: it is not missing.
  return (reading.unread ?? 0) > 0 ? signal : missEvent(signal, moment);
}

function isOurs({ intake, credential }: Signal): boolean {
  return intake === weatherIntake.intake && credential === weatherIntake.credential;
}

/**
 * Over New Year an event's alerts lose its beginning and seem to be of the new year: an open event of the same number in the year beside,
 * whose time touches this one's, is the same. Two events that share a number are a year apart.
 */
function ofTheYearBeside(ours: readonly WeatherSignal[], event: WeatherEvent): WeatherSignal | undefined {
  const [stem, year] = splitYear(event.vendorId);
  if (year === undefined) return undefined;
  const { begins, ends } = event.content;
  return ours.find((signal) => {
    const [otherStem, otherYear] = splitYear(signal.vendorId);
    if (signal.status !== 'open' || otherStem !== stem || otherYear === undefined) return false;
    return Math.abs(otherYear - year) === 1 && touch(signal.content, { begins, ends });
  });
}

function splitYear(vendorId: string): [string, number | undefined] {
  const match = /^(\w{4}\.\w{2}\.\w\.\d{4})\.(\d{4})$/.exec(vendorId);
  return [match?.[1] ?? vendorId, match?.[2] === undefined ? undefined : Number(match[2])];
}

type Span = { readonly begins: string; readonly ends?: string | undefined };

function touch(a: Span, b: Span): boolean {
  return isBy(a.begins, b.ends) && isBy(b.begins, a.ends);
}

function isBy(begins: string, ends: string | undefined): boolean {
  return ends === undefined || msOf(begins) <= msOf(ends);
}

function goodFeed(alerts: number, unread: number, at: string): FeedState {
  const problem =
    unread === 0 ? {} : { problem: `${unread} alerts could not be read; nothing is ended for being missing.` };
  return { feed: weatherIntake.feed, ok: true, lastGoodAt: at, alerts, ...problem };
}

function failedFeed(feed: FeedState | undefined, problem: string, at: string): FeedState {
  const known = feed?.lastGoodAt === undefined ? {} : { lastGoodAt: feed.lastGoodAt };
  const unknownSince = feed?.ok === false ? (feed.unknownSince ?? at) : at;
  return { feed: weatherIntake.feed, ok: false, ...known, unknownSince, problem, alerts: feed?.alerts ?? 0 };
}
