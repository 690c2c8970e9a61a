import type { District, SchoolYear } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import { dayKind } from '../calendar/school-day.ts';
import { schoolYearOf } from '../calendar/school-year.ts';
import { placesOf, unitsOf } from '../calendar/units.ts';
import type { Flaw } from '../core/errors.ts';
import type { DaySelector, DeclaredDay, ResolvedDay } from './declaration.ts';

/** Days with their selectors worked out, by date, and everything that is wrong with them. */
export type ResolvedDays = { readonly days: ResolvedDay[]; readonly flaws: Flaw[] };

/**
 * Works out which units each day is about. `all` and levels mean those that have students that day; a school that was named and has
 * none is a flaw. `programs-only` may fall on any day of the school year.
 */
export function resolveDays(district: District, year: SchoolYear, declared: readonly DeclaredDay[]): ResolvedDays {
  const flaws: Flaw[] = [];
  const days = declared.map((day, i) => resolveDay(district, year, day, `days[${i}]`, flaws));
  flaws.push(...duplicates(days));
  return { days: days.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), flaws };
}

function resolveDay(district: District, year: SchoolYear, day: DeclaredDay, path: string, flaws: Flaw[]): ResolvedDay {
  const { schools, ...rest } = day;
  const outside = outsideYear(district, year, day.date);
  if (outside !== undefined) flaws.push({ path: `${path}.date`, message: outside });
  flaws.push(...missingTimes(day, path));
  const chosen = resolveUnits(district, schools, `${path}.schools`);
  flaws.push(...chosen.flaws);
  if (day.dayType === 'programs-only' || outside !== undefined) return { ...rest, units: chosen.units };
  const byId = new Map(unitsOf(district).map((unit) => [unit.unitId, unit]));
  const inSchool = chosen.units.filter((unitId) => {
    const unit = byId.get(unitId);
    return unit !== undefined && dayKind(district, unit, day.date) === 'school-day';
  });
  const without = chosen.units.filter((unitId) => !inSchool.includes(unitId));
  if (chosen.units.length > 0 && (inSchool.length === 0 || (without.length > 0 && !isBroad(schools)))) {
    const who = isBroad(schools) ? 'no school has' : `${placesOf(district, without).join(', ')} has no`;
    const message = `${who} students on ${day.date}: only a programs-only day can be declared there`;
    flaws.push({ path: `${path}.${isBroad(schools) ? 'date' : 'schools'}`, message });
  }
  return { ...rest, units: inSchool };
}

/** `all` and levels leave out by themselves whoever has no students; a named school would be left out silently. */
function isBroad(selector: DaySelector): boolean {
  return selector === 'all' || selector.every((part) => part.startsWith('level:'));
}

function outsideYear(district: District, year: SchoolYear, date: string): string | undefined {
  const found = schoolYearOf(district, date);
  if (found === undefined) {
    const years = district.schoolYears.map(({ id, first, last }) => `${id} (${first} to ${last})`);
    return `${date} lies in no school year of the district: ${years.join(', ')}`;
  }
  return found.id === year.id
    ? undefined
    : `${date} belongs to ${found.id}: declare it separately from days of ${year.id}`;
}

function missingTimes(day: DeclaredDay, path: string): Flaw[] {
  if (day.dayType === 'late-start' && day.startsAt === undefined) {
    return [{ path: `${path}.startsAt`, message: 'a late start says when school starts, such as 10:20' }];
  }
  if (day.dayType === 'early-dismissal' && day.endsAt === undefined) {
    return [{ path: `${path}.endsAt`, message: 'an early dismissal says when school ends, such as 11:30' }];
  }
  return [];
}

function duplicates(days: readonly ResolvedDay[]): Flaw[] {
  const seen = new Set<string>();
  return days.flatMap((day, i) => {
    if (day.dayType === 'programs-only') return [];
    const twice = day.units.filter((unit) => seen.has(`${day.date} ${unit}`));
    for (const unit of day.units) seen.add(`${day.date} ${unit}`);
    if (twice.length === 0) return [];
    return [
      { path: `days[${i}].schools`, message: `${twice.join(', ')} has ${day.date} already in this body: name it once` },
    ];
  });
}
