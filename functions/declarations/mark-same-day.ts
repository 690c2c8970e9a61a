import type { DayType } from '../calendar/day-type.ts';
import { localTime, localDate } from '../core/time.ts';
import type { ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { inSession } from './in-session.ts';
import type { Standing } from './standing-days.ts';

/** Days that send children home, or keep them there. */
const emptying: ReadonlySet<DayType> = new Set(['closed', 'early-dismissal', 'e-learning']);

/**
 * Days with those units set apart and marked whose building the change reaches while children are in it (USERS E9): because it takes effect
 * within school hours, or because it is decided there and then. A day that stands already is no change: it keeps the mark that it has.
 */
export function markSameDay(
  days: readonly ResolvedDay[],
  standing: Standing,
  facts: Pick<Facts, 'district' | 'clocks'>,
): ResolvedDay[] {
  return days.flatMap((day): ResolvedDay[] => {
    const { sameDay: _sameDay, ...plain } = day;
    const isMarked = (unit: string): boolean => {
      const stands = standing(unit, day.date);
      if (stands !== undefined && isAlike(stands, day)) return stands.sameDay === true;
      return emptying.has(day.dayType) && reachesChildren(day, unit, standing, facts);
    };
    const marked = new Set(day.units.filter(isMarked));
    const others = day.units.filter((unit) => !marked.has(unit));
    return [
      ...(others.length > 0 || day.units.length === 0 ? [{ ...plain, units: others }] : []),
      ...(marked.size > 0 ? [{ ...plain, units: [...marked], sameDay: true as const }] : []),
    ];
  });
}

function reachesChildren(
  { date, from }: ResolvedDay,
  unit: string,
  standing: Standing,
  { district, clocks }: Pick<Facts, 'district' | 'clocks'>,
): boolean {
  const session = inSession(district, standing, unit, date);
  if (session === undefined) return false;
  // Times of day order as text. Who says that it holds from the start of school says that nobody came.
  if (from !== undefined && from <= session.start) return false;
  if (from !== undefined && from < session.end) return true;
  const now = clocks.calendar.now();
  const time = localTime(now, district.timeZone);
  return localDate(now, district.timeZone) === date && session.start <= time && time < session.end;
}

function isAlike(a: ResolvedDay, b: ResolvedDay): boolean {
  return a.dayType === b.dayType && a.startsAt === b.startsAt && a.endsAt === b.endsAt && a.from === b.from;
}
