import type { District } from '../calendar/district.ts';
import { dayKind, schoolDay } from '../calendar/school-day.ts';
import { unitsOf, type Unit } from '../calendar/units.ts';
import { datesBetween, localDate, parseInstant, Temporal } from '../core/time.ts';
import type { Signal, WeatherSignal } from '../triggers/signal.ts';
import { covers, liveStatements, liveWarnings, liveWatches } from './coverage.ts';
import type { Decided } from './decided.ts';
import type { Draft } from './draft.ts';

/** How many dates a warning without an end is proposed for, a weekend among them. */
const openEndedDays = 4;

/** No warning reaches further; a typing error in one should not fill a school year. */
const furthestDays = 14;

type Touched = { readonly warning: WeatherSignal; readonly days: ReadonlyMap<string, ReadonlySet<string>> };

/**
 * E-learning for the school days that live warnings touch and that have not begun. Warnings whose days follow each other without a school
 * day between them are one proposal: a storm and the cold behind it are one decision.
 */
export function draftWeather(
  district: District,
  signals: readonly Signal[],
  decided: Decided,
  now: Temporal.Instant,
): Draft[] {
  const units = unitsOf(district);
  const touched = liveWarnings(district, signals)
    .map((warning) => ({ warning, days: touchedDays(district, units, warning, now) }))
    .filter(({ days }) => days.size > 0);
  return runsOf(district, units, touched).map((dates) => draftOf(district, units, signals, touched, dates, decided));
}

function touchedDays(
  district: District,
  units: readonly Unit[],
  warning: WeatherSignal,
  now: Temporal.Instant,
): Map<string, Set<string>> {
  const days = new Map<string, Set<string>>();
  for (const date of datesOf(warning, now, district.timeZone)) {
    const open = units.filter((unit) => {
      if (!covers(district, warning, unit, date)) return false;
      const day = schoolDay(district, unit, date);
      return day.kind === 'school-day' && day.starts.epochMilliseconds > now.epochMilliseconds;
    });
    if (open.length > 0) days.set(date, new Set(open.map((unit) => unit.unitId)));
  }
  return days;
}

/** Dates whose mornings it may reach; three hours before a bell are still the same date. */
function datesOf({ content }: WeatherSignal, now: Temporal.Instant, timeZone: string): string[] {
  const begins = parseInstant(content.begins);
  const from = begins.epochMilliseconds > now.epochMilliseconds ? begins : now;
  const first = localDate(from, timeZone);
  const limit = Temporal.PlainDate.from(first);
  if (content.ends === undefined) return datesBetween(first, limit.add({ days: openEndedDays - 1 }).toString());
  const last = localDate(parseInstant(content.ends).add({ hours: 3 }), timeZone);
  const furthest = limit.add({ days: furthestDays - 1 }).toString();
  return datesBetween(first, last < furthest ? last : furthest);
}

/** The touched dates in runs without an untouched school day between them. */
function runsOf(district: District, units: readonly Unit[], touched: readonly Touched[]): string[][] {
  const runs: string[][] = [];
  for (const date of [...new Set(touched.flatMap(({ days }) => [...days.keys()]))].sort()) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const follows =
      last !== undefined &&
      (touched.some(({ days }) => days.has(last) && days.has(date)) || !schoolBetween(district, units, last, date));
    if (run !== undefined && follows) run.push(date);
    else runs.push([date]);
  }
  return runs;
}

function schoolBetween(district: District, units: readonly Unit[], first: string, last: string): boolean {
  const between = datesBetween(first, last).slice(1, -1);
  return between.some((date) => units.some((unit) => dayKind(district, unit, date) === 'school-day'));
}

function draftOf(
  district: District,
  units: readonly Unit[],
  signals: readonly Signal[],
  touched: readonly Touched[],
  dates: readonly string[],
  decided: Decided,
): Draft {
  const here = touched.filter(({ days }) => dates.some((date) => days.has(date)));
  const warnings = here.map(({ warning }) => warning).sort(firstSeenFirst);
  const days = dates.map((date) => ({
    date,
    dayType: 'e-learning' as const,
    units: units.map((unit) => unit.unitId).filter((unitId) => here.some((it) => it.days.get(date)?.has(unitId))),
  }));
  const isHere = (signal: WeatherSignal): boolean =>
    dates.some((date) => units.some((unit) => covers(district, signal, unit, date)));
  const watches = liveWatches(district, signals).filter(isHere);
  const statements = liveStatements(signals).filter(isHere);
  const others = signals.filter((signal) => signal.kind !== 'weather' && signal.status === 'open');
  return {
    kind: 'weather',
    signals: warnings,
    evidence: [warnings, watches, statements, others].flatMap((some) => some.toSorted(firstSeenFirst)),
    dates,
    days: days
      .map((day) => ({ ...day, units: day.units.filter((unit) => !decided(unit, day.date, day.dayType)) }))
      .filter((day) => day.units.length > 0),
  };
}

/** The order in which signals stand in a proposal; its id is that of the first. */
export function firstSeenFirst(a: Signal, b: Signal): number {
  const seen = parseInstant(a.firstSeenAt).epochMilliseconds - parseInstant(b.firstSeenAt).epochMilliseconds;
  return seen || (a.key < b.key ? -1 : 1);
}
