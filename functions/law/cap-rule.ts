import { aboutUnits } from './about-units.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import { daysUsed, mergeDaysUsed, type DaysUsed } from './days-used.ts';
import type { Finding } from './finding.ts';
import { weigh } from './weigh.ts';

type Cap = NonNullable<Assessment['pack']['cap']>;

/**
 * The e-learning cap of a school year, counted per unit: its days used, then the declared dates in order. One finding per date that is over
 * it; otherwise one line says how many days are left.
 */
export function capRule(assessment: Assessment): Finding[] {
  const { cap } = assessment.pack;
  const declared = eLearningDays(assessment);
  if (cap === undefined || declared.length === 0) return [];
  const { district, schoolYear } = assessment;
  const used = mergeDaysUsed(daysUsed(district, schoolYear, []), assessment.used);
  const asked = daysUsed(district, schoolYear, declared);
  const dates = [...new Set(declared.map((day) => day.date))].sort();
  const over = dates.flatMap((date) => {
    const units = [...asked.keys()].filter((unit) => isOver(cap, date, asked.get(unit) ?? [], used.get(unit) ?? []));
    return units.length === 0 ? [] : [overCap(assessment, cap, date, units)];
  });
  const declaredUnits = new Set(declared.flatMap((day) => day.units));
  return over.length > 0 ? over : daysLeft(assessment, cap, mergeDaysUsed(used, asked), declaredUnits);
}

function isOver(cap: Cap, date: string, asked: readonly string[], used: readonly string[]): boolean {
  if (!asked.includes(date)) return false;
  // A date that is declared again, as in an amendment, counts once.
  const others = used.filter((day) => !asked.includes(day)).length;
  return others + asked.filter((day) => day <= date).length > cap.days;
}

function overCap({ district, schoolYear }: Assessment, cap: Cap, date: string, units: readonly string[]): Finding {
  const { scope, schools, words } = aboutUnits(district, units);
  const advice = cap.waiver
    ? 'give the waiver or extension as the reason, or declare it closed'
    : 'declare it closed for them';
  return {
    findingId: `cap/${date}/${scope}`,
    weight: weigh(cap.confidence, cap.waiver ? 'needs-reason' : 'blocks'),
    date,
    schools,
    message: `The ${cap.days} e-learning days of ${schoolYear.id} are used up at ${words} by then: ${advice}.`,
    citation: cap.citation,
  };
}

/** Speaks of the declared schools alone: another school's days used must not change what was previewed. */
function daysLeft(
  { district, schoolYear }: Assessment,
  cap: Cap,
  afterwards: DaysUsed,
  declared: ReadonlySet<string>,
): Finding[] {
  const after = [...afterwards].filter(([unit]) => declared.has(unit));
  const most = Math.max(0, ...after.map(([, dates]) => dates.length));
  if (most === 0) return [];
  const fewest = after.filter(([, dates]) => dates.length === most).map(([unit]) => unit);
  const { words } = aboutUnits(district, fewest);
  const message = `After this, ${words} will have used ${most} of ${cap.days} e-learning days of ${schoolYear.id}.`;
  return [{ findingId: 'days-left/-/district', weight: 'info', message, citation: cap.citation }];
}
