import type { District, School } from '../calendar/district.ts';
import { normalHours } from '../calendar/school-day.ts';
import { unitById, type Unit } from '../calendar/units.ts';
import { isListedProduct } from '../calendar/weather-code.ts';
import { parseInstant } from '../core/time.ts';
import type { Signal, WeatherArea, WeatherSignal } from '../triggers/signal.ts';
import type { Coverage } from './proposal.ts';

/** Buses, plows and early child care are out this long before a school's first bell. */
const leadMs = 3 * 3_600_000;

/** Open warnings of the weather service that the district's policy proposes on. Reports by ops and watches are none (S-20). */
export function liveWarnings(district: District, signals: readonly Signal[]): WeatherSignal[] {
  return openWeather(signals).filter(({ content }) => isListedProduct(content.code, district.policy.weather.propose));
}

/** Open watches that the district wants to see: they are evidence and propose nothing. */
export function liveWatches(district: District, signals: readonly Signal[]): WeatherSignal[] {
  return openWeather(signals).filter(({ content }) => isListedProduct(content.code, district.policy.weather.watch));
}

/**
 * Open alerts without VTEC: special weather statements, air quality, warnings of civil authorities. None of them is on a policy's list, for
 * they have no code; what they say is evidence all the same.
 */
export function liveStatements(signals: readonly Signal[]): WeatherSignal[] {
  return openWeather(signals).filter(({ content }) => content.code === undefined);
}

/**
 * Whether a signal covers a unit on a date: one of its areas has the school's UGC or SAME code, and its time overlaps the three hours
 * before the normal start to the normal end.
 */
export function covers(district: District, signal: WeatherSignal, unit: Unit, date: string): boolean {
  const school = district.schools.find((candidate) => candidate.id === unit.schoolId);
  if (school === undefined) return false;
  const { content } = signal;
  const areas = (content.areas ?? [content]).filter((area) => isAt(area, school));
  if (areas.length === 0) return false;
  const { starts, ends } = normalHours(district, unit, date);
  return areas.some(
    (area) =>
      msOf(area.begins) < ends.epochMilliseconds &&
      (area.ends === undefined || msOf(area.ends) > starts.epochMilliseconds - leadMs),
  );
}

/** Whether a live warning covers a unit's day: what a decision asks. */
export function weatherCover(
  district: District,
  signals: readonly Signal[],
): (unitId: string, date: string) => boolean {
  const warnings = liveWarnings(district, signals);
  return (unitId, date) => {
    const unit = unitById(district, unitId);
    return unit !== undefined && warnings.some((warning) => covers(district, warning, unit, date));
  };
}

/** How far live warnings cover a date for these units. */
export function coverageOf(
  cover: (unitId: string, date: string) => boolean,
  units: readonly string[],
  date: string,
): Coverage {
  const covered = units.filter((unitId) => cover(unitId, date)).length;
  if (covered === 0) return 'none';
  return covered === units.length ? 'covered' : 'partly';
}

function openWeather(signals: readonly Signal[]): WeatherSignal[] {
  return signals.filter((signal) => signal.kind === 'weather').filter((signal) => signal.status === 'open');
}

function isAt(area: Pick<WeatherArea, 'ugc' | 'same'>, school: School): boolean {
  return area.ugc.some((code) => school.ugc.includes(code)) || area.same.some((code) => school.same.includes(code));
}

const msOf = (text: string): number => parseInstant(text).epochMilliseconds;
