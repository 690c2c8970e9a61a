import type { DayType } from '../calendar/day-type.ts';
import type { District, SchoolYear } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';

/** A date with its type and the units it is for. */
export type UnitDay = {
  readonly date: string;
  readonly dayType: DayType;
  readonly units: readonly string[];
  /** Local times of day where the day is not a whole one. */
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly from?: string | undefined;
};

/** The dates of e-learning days by unit, each date once, in order. */
export type DaysUsed = ReadonlyMap<string, readonly string[]>;

/** The e-learning days of a school year by unit: those of before Bellwether (`daysUsedBefore`) and those that stand in the ledger. */
export function daysUsed(district: District, schoolYear: SchoolYear, declared: readonly UnitDay[]): DaysUsed {
  const before = schoolYear.daysUsedBefore.map(({ date, dayType, schools }) => ({
    date,
    dayType,
    units: resolveUnits(district, schools).units,
  }));
  return eLearningDates(schoolYear, [...before, ...declared]);
}

/** The dates by unit of those days of a school year that are e-learning. */
export function eLearningDates(schoolYear: SchoolYear, days: readonly UnitDay[]): DaysUsed {
  const found = new Map<string, Set<string>>();
  for (const { date, dayType, units } of days) {
    if (dayType !== 'e-learning' || date < schoolYear.first || date > schoolYear.last) continue;
    for (const unit of units) found.set(unit, (found.get(unit) ?? new Set()).add(date));
  }
  return new Map([...found].map(([unit, dates]) => [unit, [...dates].sort()]));
}

/** Days used of before and of the ledger together, each date once. */
export function mergeDaysUsed(a: DaysUsed, b: DaysUsed): DaysUsed {
  const units = new Set([...a.keys(), ...b.keys()]);
  return new Map(
    [...units].map((unit) => [unit, [...new Set([...(a.get(unit) ?? []), ...(b.get(unit) ?? [])])].sort()]),
  );
}
