import { bellsOn } from '../calendar/bells.ts';
import { unitById } from '../calendar/units.ts';
import { compareInstants, formatInstant, instantOf, type Temporal } from '../core/time.ts';
import { aboutUnits } from './about-units.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import type { UnitDay } from './days-used.ts';
import type { Finding } from './finding.ts';
import type { LawPack } from './pack.ts';
import { weigh } from './weigh.ts';

type NoticeDuty = NonNullable<LawPack['notice']>;

/**
 * Whether the law's notice can still be given. The clock counts from the normal start, also where the day was to start late (USERS E8): a
 * late start buys no time. One finding per date lists the schools that are too late; the others are still in time.
 */
export function noticeRule(assessment: Assessment): Finding[] {
  const { notice } = assessment.pack;
  if (notice === undefined) return [];
  return [...Map.groupBy(eLearningDays(assessment), (day) => day.date)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, days]) => lateNotice(assessment, notice, date, days));
}

function lateNotice(assessment: Assessment, notice: NoticeDuty, date: string, days: readonly UnitDay[]): Finding[] {
  const { district, now } = assessment;
  const units = new Set(days.flatMap((day) => day.units));
  const byStart = Map.groupBy(units, (unitId) => {
    const unit = unitById(district, unitId);
    return unit === undefined ? '' : bellsOn(district, unit, date).start;
  });
  // A district has a handful of starts: one instant each, not one per school.
  const late = [...byStart]
    .filter(([start]) => start !== '')
    .map(([start, of]) => ({ start, of, deadline: deadlineOf(instantOf(date, start, district.timeZone), notice) }))
    .filter(({ deadline }) => compareInstants(now, deadline) > 0)
    .sort((a, b) => compareInstants(a.deadline, b.deadline));
  const [first] = late;
  if (first === undefined) return [];
  const { scope, schools, words } = aboutUnits(
    district,
    late.flatMap(({ of }) => of),
  );
  const inTime = units.size - late.reduce((sum, { of }) => sum + of.length, 0);
  const others = inTime === 0 ? '' : ` It is still in time for ${inTime} other school${inTime === 1 ? '' : 's'}.`;
  return [
    {
      findingId: `notice/${date}/${scope}`,
      weight: weigh(notice.confidence, 'needs-reason'),
      date,
      schools,
      message:
        `Notice is late for ${words}: ${notice.audiences.join(' and ')} must know ${notice.minutesBeforeStart} minutes before the normal ` +
        `start, from ${first.start} counted by ${timeOf(first.deadline, district.timeZone)}.${others}`,
      citation: notice.citation,
    },
  ];
}

/** The last moment at which notice of a start is in time. */
export function deadlineOf(start: Temporal.Instant, notice: NoticeDuty): Temporal.Instant {
  return start.subtract({ minutes: notice.minutesBeforeStart });
}

function timeOf(instant: Temporal.Instant, timeZone: string): string {
  return formatInstant(instant, timeZone).slice('2023-02-22T'.length, '2023-02-22T05:20'.length);
}
