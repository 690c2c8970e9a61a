import { bellsOn } from '../calendar/bells.ts';
import { dayKind } from '../calendar/school-day.ts';
import { placesOf, unitById } from '../calendar/units.ts';
import type { Temporal } from '../core/time.ts';
import { decideBy, type DecideByQuery } from './decide-by.ts';

/** By when to decide for the schools that share a normal start. */
export type SchoolTimes = {
  /** School ids, and divisions where only a part of a school is meant. */
  readonly schools: string[];
  /** The normal start of that date, local time of day. */
  readonly startsAt: string;
  readonly legalDeadline?: Temporal.Instant;
  readonly decideBy?: Temporal.Instant;
};

/**
 * The times of `decideBy` for each start of its date, earliest start first: a district has a handful of tiers, and the first one's deadline
 * is not the last one's (V13). Schools whose day has begun are left out, and so is a day on which no bell rings: its programs' time is
 * the district's.
 */
export function decideBySchool(query: DecideByQuery): SchoolTimes[] {
  const { district } = query;
  const { date } = decideBy(query);
  if (date === undefined) return [];
  const ofDate = query.days.filter((day) => day.date === date && day.dayType !== 'programs-only');
  const units = [...new Set(ofDate.flatMap((day) => day.units))]
    .flatMap((unitId) => unitById(district, unitId) ?? [])
    .filter((unit) => dayKind(district, unit, date) === 'school-day');
  const byStart = [...Map.groupBy(units, (unit) => bellsOn(district, unit, date).start)];
  return byStart
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([startsAt, those]) => {
      const ids = new Set(those.map(({ unitId }) => unitId));
      const days = ofDate.map((day) => ({ ...day, units: day.units.filter((unitId) => ids.has(unitId)) }));
      const times = decideBy({ ...query, days: days.filter((day) => day.units.length > 0) });
      if (times.date === undefined) return [];
      return [
        {
          schools: placesOf(district, [...ids]),
          startsAt,
          ...(times.legalDeadline === undefined ? {} : { legalDeadline: times.legalDeadline }),
          ...(times.decideBy === undefined ? {} : { decideBy: times.decideBy }),
        },
      ];
    });
}
