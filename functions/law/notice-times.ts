import { bellsOn } from '../calendar/bells.ts';
import type { District } from '../calendar/district.ts';
import { unitById } from '../calendar/units.ts';
import { compareInstants, instantOf, type Temporal } from '../core/time.ts';
import type { UnitDay } from './days-used.ts';
import type { LawPack } from './pack.ts';

export type NoticeDuty = NonNullable<LawPack['notice']>;

/** By when the law wants people to know of one normal start on one date. */
export type NoticeTime = {
  readonly date: string;
  /** The normal start as a local time of day, `08:20`. */
  readonly start: string;
  readonly deadline: Temporal.Instant;
  /** The units that start then. */
  readonly units: readonly string[];
};

/**
 * The law's deadlines of e-learning days, earliest first within a date: one per start, not one per school, for a district has a handful of
 * starts. They count from the *normal* start, also where the day was to start late (USERS E8): a late start buys no time. On the days when
 * the clocks change the minutes are real ones.
 */
export function noticeTimes(district: District, notice: NoticeDuty, days: readonly UnitDay[]): NoticeTime[] {
  const eLearning = days.filter((day) => day.dayType === 'e-learning');
  return [...Map.groupBy(eLearning, (day) => day.date)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, ofDate]) => {
      const units = [...new Set(ofDate.flatMap((day) => day.units))].flatMap((id) => unitById(district, id) ?? []);
      const byStart = Map.groupBy(units, (unit) => bellsOn(district, unit, date).start);
      return [...byStart]
        .map(([start, those]) => ({
          date,
          start,
          deadline: deadlineOf(instantOf(date, start, district.timeZone), notice),
          units: those.map((unit) => unit.unitId),
        }))
        .sort((a, b) => compareInstants(a.deadline, b.deadline));
    });
}

/** The last moment at which notice of a start is in time. */
export function deadlineOf(start: Temporal.Instant, notice: NoticeDuty): Temporal.Instant {
  return start.subtract({ minutes: notice.minutesBeforeStart });
}
