import type { District, SchoolYear } from './district.ts';

/** The school year that a date falls into, its first and last day included; undefined between years. */
export function schoolYearOf(district: District, date: string): SchoolYear | undefined {
  // ISO dates order as text.
  return district.schoolYears.find((year) => year.first <= date && date <= year.last);
}
