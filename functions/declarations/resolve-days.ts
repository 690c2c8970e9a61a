import type { District, SchoolYear } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import { dayKind } from '../calendar/school-day.ts';
import { schoolYearOf } from '../calendar/school-year.ts';
import { placesOf, unitsOf } from '../calendar/units.ts';
import type { Flaw } from '../core/errors.ts';
import type { DaySelector, DeclaredDay, ResolvedDay } from './declaration.ts';
import { resolveHours } from './resolve-hours.ts';

/** Days with their selectors worked out, by date, and everything that is wrong with them. */
export type ResolvedDays = { readonly days: ResolvedDay[]; readonly flaws: Flaw[] };

/**
 * Works out which units each day is about and at what hours. `all` and levels mean those that have students that day; a school that was
 * named and has none is a flaw. `programs-only` may fall on any day of the school year.
 */
export function resolveDays(district: District, year: SchoolYear, declared: readonly DeclaredDay[]): ResolvedDays {
  const resolved = declared.map((day, i) => resolveDay(district, year, day, `days[${i}]`));
  const days = resolved.flatMap((one) => one.days);
  return {
    days: days.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    flaws: [...resolved.flatMap((one) => one.flaws), ...duplicates(resolved.map((one) => one.days))],
  };
}

function resolveDay(district: District, year: SchoolYear, day: DeclaredDay, path: string): ResolvedDays {
  const outside = outsideYear(district, year, day.date);
  const chosen = resolveUnits(district, day.schools, `${path}.schools`);
  const { units, flaws } =
    day.dayType === 'programs-only' || outside !== undefined
      ? { units: chosen.units, flaws: [] }
      : unitsInSchool(district, day, chosen.units, path);
  const hours = resolveHours(district, day, units, path);
  const dateFlaws = outside === undefined ? [] : [{ path: `${path}.date`, message: outside }];
  return { days: hours.days, flaws: [...dateFlaws, ...hours.flaws, ...chosen.flaws, ...flaws] };
}

/** Those of the chosen units that have students that day. */
function unitsInSchool(
  district: District,
  { date, schools }: DeclaredDay,
  chosen: readonly string[],
  path: string,
): { readonly units: string[]; readonly flaws: Flaw[] } {
  const byId = new Map(unitsOf(district).map((unit) => [unit.unitId, unit]));
  const units = chosen.filter((unitId) => {
    const unit = byId.get(unitId);
    return unit !== undefined && dayKind(district, unit, date) === 'school-day';
  });
  const without = chosen.filter((unitId) => !units.includes(unitId));
  if (chosen.length === 0 || (units.length > 0 && (without.length === 0 || isBroad(schools))))
    return { units, flaws: [] };
  const who = isBroad(schools) ? 'no school has' : `${placesOf(district, without).join(', ')} has no`;
  const message = `${who} students on ${date}: only a programs-only day can be declared there`;
  return { units, flaws: [{ path: `${path}.${isBroad(schools) ? 'date' : 'schools'}`, message }] };
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

/** Schools that stand twice on a date, by the declared days that they come from. */
function duplicates(declared: readonly (readonly ResolvedDay[])[]): Flaw[] {
  const seen = new Set<string>();
  return declared.flatMap((days, i) => {
    const school = days.filter((day) => day.dayType !== 'programs-only');
    const units = school.flatMap((day) => day.units.map((unit) => ({ unit, key: `${day.date} ${unit}` })));
    const twice = units.filter(({ key }) => seen.has(key)).map(({ unit }) => unit);
    for (const { key } of units) seen.add(key);
    const [day] = days;
    if (day === undefined || twice.length === 0) return [];
    const message = `${twice.join(', ')} has ${day.date} already in this body: name it once`;
    return [{ path: `days[${i}].schools`, message }];
  });
}
