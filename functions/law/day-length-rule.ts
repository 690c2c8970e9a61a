import { bellsOn } from '../calendar/bells.ts';
import { unitById, type Unit } from '../calendar/units.ts';
import { minutesBetween } from '../core/time.ts';
import { aboutUnits } from './about-units.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import type { UnitDay } from './days-used.ts';
import type { Finding } from './finding.ts';
import type { LawPack } from './pack.ts';
import { weigh } from './weigh.ts';

type Length = NonNullable<LawPack['minDayLength']>;

/** Whether an e-learning day is as long as the law wants it: its stated hours, else the normal bells of the date. */
export function dayLengthRule(assessment: Assessment): Finding[] {
  const { pack, district } = assessment;
  const rule = pack.minDayLength;
  if (rule === undefined) return [];
  return [...Map.groupBy(eLearningDays(assessment), (day) => day.date)].flatMap(([date, days]): Finding[] => {
    const short = days.flatMap((day) => day.units.filter((unitId) => isShort(assessment, rule, day, unitId)));
    if (short.length === 0) return [];
    const { scope, schools, words } = aboutUnits(district, short);
    const message = `The day of ${words} is shorter than the law wants: lengthen it, or say why it counts. ${rule.says}`;
    const weight = weigh(rule.confidence, 'needs-reason');
    return [{ findingId: `day-length/${date}/${scope}`, weight, date, schools, message, citation: rule.citation }];
  });
}

function isShort({ district }: Assessment, { minutes }: Length, day: UnitDay, unitId: string): boolean {
  const unit = unitById(district, unitId);
  const wanted = unit === undefined || typeof minutes === 'number' ? minutes : minutes[unit.level];
  if (unit === undefined || typeof wanted !== 'number') return false;
  const bells = bellsOn(district, unit, day.date);
  const start = day.from ?? day.startsAt ?? bells.start;
  return lengthOf(unit, start, day.endsAt ?? bells.end, bells) < wanted;
}

/** The minutes of instruction of a whole day are the file's, where it has them: bells count lunch, too. */
function lengthOf(unit: Unit, start: string, end: string, bells: { readonly start: string; readonly end: string }) {
  const isWhole = start === bells.start && end === bells.end;
  return isWhole ? (unit.instructionMinutes ?? minutesBetween(start, end)) : minutesBetween(start, end);
}
