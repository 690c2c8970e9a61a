import type { District } from '../calendar/district.ts';
import { normalHours } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import { compareInstants, type Temporal } from '../core/time.ts';

/** Whether a unit's day has begun: its normal first bell has rung, whether or not there is school. */
export function isBegun(district: District, unitId: string, date: string, now: Temporal.Instant): boolean {
  const unit = unitById(district, unitId);
  return unit === undefined || compareInstants(normalHours(district, unit, date).starts, now) <= 0;
}
