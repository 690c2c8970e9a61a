import type { District } from '../calendar/district.ts';
import { normalHours } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import { compareInstants, instantOf, localDate, Temporal } from '../core/time.ts';
import type { ResolvedDay } from './declaration.ts';

/** How long after it took effect at the last school news of the same day is still of use (USERS E10). */
const usefulAfterwards = { minutes: 60 } as const;

/**
 * Until when notices of these days are of use: nothing is posted from then on. The end of the last day's school; for news of the very day
 * an hour after it takes effect at the last school, while that is still ahead; for programs alone the end of the day.
 */
export function notAfterOf(district: District, days: readonly ResolvedDay[], now: Temporal.Instant): Temporal.Instant {
  const last =
    days
      .map((day) => day.date)
      .toSorted()
      .at(-1) ?? localDate(now, district.timeZone);
  const onLast = days.filter((day) => day.date === last && day.dayType !== 'programs-only');
  const endOfDay = instantOf(Temporal.PlainDate.from(last).add({ days: 1 }).toString(), '00:00', district.timeZone);
  const hours = onLast.flatMap((day) => hoursOf(district, day));
  const ends = latest(hours.map((hour) => hour.ends));
  const takenEffect = latest(hours.map((hour) => hour.takesEffect))?.add(usefulAfterwards);
  const sameDay = localDate(now, district.timeZone) === last ? takenEffect : undefined;
  const candidates = [sameDay, ends, endOfDay].filter((instant) => instant !== undefined);
  return candidates.find((instant) => compareInstants(instant, now) > 0) ?? endOfDay;
}

/** Whether a unit's normal school day on a date has ended. */
export function isOver(district: District, unitId: string, date: string, now: Temporal.Instant): boolean {
  const unit = unitById(district, unitId);
  if (unit === undefined) return date < localDate(now, district.timeZone);
  return compareInstants(normalHours(district, unit, date).ends, now) <= 0;
}

/** Whether a unit's normal school day on a date has begun. */
export function hasBegun(district: District, unitId: string, date: string, now: Temporal.Instant): boolean {
  const unit = unitById(district, unitId);
  if (unit === undefined) return date < localDate(now, district.timeZone);
  return compareInstants(normalHours(district, unit, date).starts, now) <= 0;
}

type Hours = { readonly takesEffect: Temporal.Instant; readonly ends: Temporal.Instant };

/**
 * The hours that count. What changes in the morning takes effect at the bell, which a late start moves; what sends children home does so
 * when they leave, and does not shorten what the notice is good for after that.
 */
function hoursOf(district: District, day: ResolvedDay): Hours[] {
  const { date, startsAt, endsAt, from } = day;
  return day.units.flatMap((unitId) => {
    const unit = unitById(district, unitId);
    if (unit === undefined) return [];
    const { starts, ends } = normalHours(district, unit, date);
    const leaves = day.dayType === 'early-dismissal' ? (endsAt ?? from) : from;
    const local = leaves ?? startsAt;
    const stated = local === undefined ? starts : instantOf(date, local, district.timeZone);
    return { takesEffect: compareInstants(stated, starts) > 0 ? stated : starts, ends };
  });
}

function latest(instants: readonly Temporal.Instant[]): Temporal.Instant | undefined {
  return instants.toSorted(compareInstants).at(-1);
}
