import { compareInstants, formatInstant, type Temporal } from '../core/time.ts';
import { aboutUnits } from './about-units.ts';
import type { Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import { noticeTimes, type NoticeDuty, type NoticeTime } from './notice-times.ts';
import { weigh } from './weigh.ts';

/** Whether the law's notice can still be given. One finding per date lists the schools that are too late; the others are still in time. */
export function noticeRule({ pack: { notice }, district, days, now }: Assessment): Finding[] {
  if (notice === undefined) return [];
  const times = Map.groupBy(noticeTimes(district, notice, days), (time) => time.date);
  return [...times].flatMap(([date, ofDate]) => {
    const late = ofDate.filter(({ deadline }) => compareInstants(now, deadline) > 0);
    const inTime = ofDate.filter((time) => !late.includes(time));
    const [first] = late;
    if (first === undefined) return [];
    const { scope, schools, words } = aboutUnits(
      district,
      late.flatMap(({ units }) => units),
    );
    return [
      {
        findingId: `notice/${date}/${scope}`,
        weight: weigh(notice.confidence, 'needs-reason'),
        date,
        schools,
        message: `Notice is late for ${words}: ${duty(notice, first, district.timeZone)}.${stillInTime(inTime)}`,
        citation: notice.citation,
      },
    ];
  });
}

function duty({ audiences, minutesBeforeStart }: NoticeDuty, first: NoticeTime, timeZone: string): string {
  return (
    `${audiences.join(' and ')} must know ${minutesBeforeStart} minutes before the normal start, ` +
    `from ${first.start} counted by ${timeOf(first.deadline, timeZone)}`
  );
}

function stillInTime(inTime: readonly NoticeTime[]): string {
  const count = inTime.flatMap(({ units }) => units).length;
  return count === 0 ? '' : ` It is still in time for ${count} other school${count === 1 ? '' : 's'}.`;
}

function timeOf(instant: Temporal.Instant, timeZone: string): string {
  return formatInstant(instant, timeZone).slice('2023-02-22T'.length, '2023-02-22T05:20'.length);
}
