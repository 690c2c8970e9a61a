import { bellsOn, type Bells } from '../calendar/bells.ts';
import type { District } from '../calendar/district.ts';
import { dayKind } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import type { Standing } from './standing-days.ts';

/**
 * From when until when children are in a unit's building on a date, local times of day, by the calendar and by what stands; undefined where
 * there are none that day.
 */
export function inSession(district: District, standing: Standing, unitId: string, date: string): Bells | undefined {
  const unit = unitById(district, unitId);
  if (unit === undefined || dayKind(district, unit, date) !== 'school-day') return undefined;
  const { start, end } = bellsOn(district, unit, date);
  const day = standing(unitId, date);
  if (day === undefined) return { start, end };
  switch (day.dayType) {
    case 'closed':
    case 'e-learning':
      return day.from !== undefined && day.from > start ? { start, end: day.from } : undefined;
    case 'late-start':
    case 'early-dismissal':
    case 'regular':
    case 'programs-only':
      return { start: day.startsAt ?? start, end: day.endsAt ?? end };
  }
}
