import { formatInstant } from '../core/time.ts';
import { keepHistory, saysTheSame, type Step } from './keep-history.ts';
import { linkUpgrades } from './link-upgrades.ts';
import { ended, firstSignal, mergeEvent, missEvent, type Moment } from './merge-event.ts';
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
  const ours = signals.filter((signal) => signal.kind === 'weather').filter(isOurs);
  const failed = (problem: string): MergedReading => ({ writes: [], changed: [], feed: failedFeed(feed, problem, at) });
  if (!reading.ok) return failed(reading.problem);
  const stale = staleBeside(ours, reading);
  if (stale !== undefined) return failed(stale);
  const steps = linkUpgrades(stepsOf(ours, reading, moment));
  const rows = steps.map((step) => ({ before: step.before, after: keepHistory(step, moment) }));
  const written = rows.filter(({ before, after }) => before !== after);
  const changed = written.filter(({ before, after }) => before === undefined || !saysTheSame(before, after));
  return {
    writes: written.map(({ after }) => after),
    changed: changed.map(({ after }) => after),
    feed: goodFeed(reading, at),
  };
}

type GoodReading = Extract<WeatherReading, { ok: true }>;

/** Events seen for the first time, then what becomes of each signal that is known. */
function stepsOf(ours: readonly WeatherSignal[], reading: GoodReading, moment: Moment): Step[] {
  const shown = new Map<string, WeatherEvent>();
  const first: Step[] = [];
  for (const event of reading.events) {
    const known = ours.find((signal) => signal.vendorId === event.vendorId) ?? ofTheYearBeside(ours, event);
    if (known !== undefined) shown.set(known.signalId, event);
    else first.push(...newSignals(event, moment));
  }
  return [
    ...first,
    ...ours.map((before) => {
      const event = shown.get(before.signalId);
      return { before, after: next(before, event, reading, moment), event, upgrades: [] };
    }),
  ];
}

function newSignals(event: WeatherEvent, moment: Moment): Step[] {
  const after = firstSignal(event, moment);
  return after === undefined ? [] : [{ after, event, upgrades: [] }];
}

function next(
  signal: WeatherSignal,
  event: WeatherEvent | undefined,
  reading: GoodReading,
  moment: Moment,
): WeatherSignal {
  // An alert that could not be read may be the one that is looked for: it is not missing.
  const silence = (reading.unread ?? 0) > 0 || reading.clocksDiffer ? 'means nothing' : 'tells';
  const after = afterReading(signal, event, reading, silence, moment);
  // Whose clock is wrong is not known, and an ending may rest on it.
  return reading.clocksDiffer && signal.status === 'open' && after.status === 'ended' ? signal : after;
}

function afterReading(
  signal: WeatherSignal,
  event: WeatherEvent | undefined,
  reading: GoodReading,
  silence: 'tells' | 'means nothing',
  moment: Moment,
): WeatherSignal {
  if (event !== undefined) return mergeEvent(signal, event, moment, silence);
  if (signal.status === 'ended') return signal;
  if (signal.content.alertIds.some((id) => reading.withdrawn?.includes(id))) return ended(signal, 'cancelled');
  return silence === 'tells' ? missEvent(signal, moment) : signal;
}

function isOurs({ intake, credential }: Signal): boolean {
  return intake === weatherIntake.intake && credential === weatherIntake.credential;
}

/** Why an empty list is none: it is older than an alert that still stands, so it cannot know of it. */
function staleBeside(ours: readonly WeatherSignal[], { emptyAsOf }: GoodReading): string | undefined {
  if (emptyAsOf === undefined) return undefined;
  const newer = ours.some(
    ({ status, content: { sentAt } }) => status === 'open' && sentAt !== undefined && msOf(sentAt) > msOf(emptyAsOf),
  );
  return newer ? 'The weather service cannot be read: its empty list is older than alerts already read.' : undefined;
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

function goodFeed({ alerts, unread = 0, clocksDiffer }: GoodReading, at: string): FeedState {
  const problem = clocksDiffer
    ? 'The weather service’s clock and ours differ by more than five minutes: set ours. Nothing is ended until they agree.'
    : unreadProblem(unread);
  const good = { feed: weatherIntake.feed, ok: true, lastGoodAt: at, failures: 0, alerts };
  return { ...good, ...(problem === undefined ? {} : { problem }) };
}

function unreadProblem(unread: number): string | undefined {
  return unread === 0 ? undefined : `${unread} alerts could not be read; nothing is ended for being missing.`;
}

function failedFeed(feed: FeedState | undefined, problem: string, at: string): FeedState {
  const known = feed?.lastGoodAt === undefined ? {} : { lastGoodAt: feed.lastGoodAt };
  const unknownSince = feed?.ok === false ? (feed.unknownSince ?? at) : at;
  const failures = (feed?.failures ?? 0) + 1;
  return { feed: weatherIntake.feed, ok: false, ...known, unknownSince, problem, failures, alerts: feed?.alerts ?? 0 };
}
