import type { District } from '../calendar/district.ts';
import { nextSchoolDay } from '../calendar/school-day.ts';
import { unitById, type Unit } from '../calendar/units.ts';
import { aboutUnits } from './about-units.ts';
import type { Assessment } from './assessment.ts';
import { daysUsed, eLearningDates, mergeDaysUsed } from './days-used.ts';
import type { Finding } from './finding.ts';
import { weigh } from './weigh.ts';

/**
 * Whether a closure is long enough to qualify: school days in a row, weekends and holidays skipped, on which the building is closed by
 * this decision or was by e-learning before it. One finding speaks of the first date that is in too short a run.
 */
export function consecutiveRule(assessment: Assessment): Finding[] {
  const { pack, district, schoolYear } = assessment;
  const rule = pack.minConsecutiveDays;
  if (rule === undefined) return [];
  const asked = eLearningDates(schoolYear, assessment.days);
  const used = mergeDaysUsed(daysUsed(district, schoolYear, []), assessment.used);
  const short = [...asked].flatMap(([unitId, dates]) => {
    const unit = unitById(district, unitId);
    if (unit === undefined) return [];
    const closed = [...dates, ...(used.get(unitId) ?? []), ...closedDates(assessment, unitId)];
    const runs = runsOf(district, unit, closed).filter((run) => run.length < rule.days);
    const date = dates.find((asks) => runs.some((run) => run.includes(asks)));
    return date === undefined ? [] : [{ unitId, date }];
  });
  const first = short.map(({ date }) => date).sort()[0];
  if (first === undefined) return [];
  const { scope, schools, words } = aboutUnits(
    district,
    short.map(({ unitId }) => unitId),
  );
  return [
    {
      findingId: `consecutive/${first}/${scope}`,
      weight: weigh(rule.confidence, 'blocks'),
      date: first,
      schools,
      message: `The closure of ${words} around ${first} is shorter than ${rule.days} school days in a row: declare it closed. ${rule.says}`,
      citation: rule.citation,
    },
  ];
}

function closedDates({ days }: Assessment, unitId: string): string[] {
  return days.filter((day) => day.dayType === 'closed' && day.units.includes(unitId)).map((day) => day.date);
}

/** Dates in runs of school days that follow each other at this unit. */
function runsOf(district: District, unit: Unit, dates: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const date of [...new Set(dates)].sort()) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && nextSchoolDay(district, unit, last) === date) run.push(date);
    else runs.push([date]);
  }
  return runs;
}
