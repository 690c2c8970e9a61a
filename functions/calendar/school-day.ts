import { instantOf, Temporal } from '../core/time.ts';
import { bellsOn } from './bells.ts';
import { concerns } from './concerns.ts';
import type { CalendarDate, District, SchoolYear } from './district.ts';
import { schoolYearOf } from './school-year.ts';
import type { Unit } from './units.ts';

/** What the calendar says of a date, before anybody declares anything. */
export type DayKind = 'school-day' | 'no-student-day' | 'no-school-day' | 'weekend' | 'outside-year';

/** A date for one unit. Hours are the normal ones, right on both days when the clocks change. */
export type SchoolDay =
  | {
      readonly kind: 'school-day';
      readonly date: string;
      readonly starts: Temporal.Instant;
      readonly ends: Temporal.Instant;
    }
  | { readonly kind: Exclude<DayKind, 'school-day'>; readonly date: string; readonly note?: string };

/** How far to look for a neighbouring school day: a summer holiday and some. */
const furthestDays = 180;

/** What a date is for a unit, with the normal hours of a school day as instants. */
export function schoolDay(district: District, unit: Unit, date: string): SchoolDay {
  const { kind, note } = judge(district, unit, date);
  if (kind === 'school-day') return { kind, date, ...normalHours(district, unit, date) };
  return note === undefined ? { kind, date } : { kind, date, note };
}

/** What a date is for a unit; much cheaper than `schoolDay`, for loops over many schools. */
export function dayKind(district: District, unit: Unit, date: string): DayKind {
  return judge(district, unit, date).kind;
}

/** When a unit normally begins and ends on a date, whether or not it is a school day. */
export function normalHours(
  district: District,
  unit: Unit,
  date: string,
): { readonly starts: Temporal.Instant; readonly ends: Temporal.Instant } {
  const { start, end } = bellsOn(district, unit, date);
  return { starts: instantOf(date, start, district.timeZone), ends: instantOf(date, end, district.timeZone) };
}

/** The first school day of a unit after a date, also in the next school year; undefined when the file's years end before. */
export function nextSchoolDay(district: District, unit: Unit, date: string): string | undefined {
  return neighbour(district, unit, date, 1);
}

/** The last school day of a unit before a date. */
export function previousSchoolDay(district: District, unit: Unit, date: string): string | undefined {
  return neighbour(district, unit, date, -1);
}

function neighbour(district: District, unit: Unit, date: string, step: 1 | -1): string | undefined {
  const from = Temporal.PlainDate.from(date);
  for (let i = 1; i <= furthestDays; i++) {
    const candidate = from.add({ days: i * step }).toString();
    if (dayKind(district, unit, candidate) === 'school-day') return candidate;
  }
  return undefined;
}

type Judgement = { readonly kind: DayKind; readonly note?: string | undefined };

/**
 * Listed dates come before the weekend: child care that runs on Saturdays does not run on the Saturday of a holiday. An added day comes
 * before both: it is what the board made of a holiday or a Saturday later on.
 */
function judge(district: District, unit: Unit, date: string): Judgement {
  const year = schoolYearOf(district, date);
  if (year === undefined) return { kind: 'outside-year' };
  if (year.addedDays.some((item) => isOn(item, unit, date))) return { kind: 'school-day' };
  return (
    listed(year, 'noSchool', 'no-school-day', unit, date) ??
    listed(year, 'noStudents', 'no-student-day', unit, date) ?? { kind: isWeekend(date) ? 'weekend' : 'school-day' }
  );
}

function listed(
  year: SchoolYear,
  list: 'noSchool' | 'noStudents',
  kind: DayKind,
  unit: Unit,
  date: string,
): Judgement | undefined {
  const found = year[list].find((item) => isOn(item, unit, date));
  if (found === undefined) return undefined;
  return { kind, note: typeof found === 'string' ? undefined : found.note };
}

function isOn(item: CalendarDate, unit: Unit, date: string): boolean {
  if (typeof item === 'string') return item === date;
  return item.date === date && concerns(item, unit);
}

function isWeekend(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek >= 6;
}
