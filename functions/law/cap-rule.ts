import { aboutUnits } from './about-units.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import { capMeasure } from './cap-measure.ts';
import { daysUsed, eLearningDates, mergeDaysUsed, type DaysUsed } from './days-used.ts';
import type { Finding } from './finding.ts';
import type { Cap } from './pack.ts';
import { weigh } from './weigh.ts';

/**
 * The e-learning cap of a school year, counted per unit in what the law counts: its days used, then the declared dates in order. One
 * finding per date that is over it; otherwise one line says how much is left.
 */
export function capRule(assessment: Assessment): Finding[] {
  const { cap } = assessment.pack;
  const declared = eLearningDays(assessment);
  if (cap === undefined || declared.length === 0) return [];
  const { district, schoolYear } = assessment;
  const used = mergeDaysUsed(daysUsed(district, schoolYear, []), assessment.used);
  const asked = eLearningDates(schoolYear, declared);
  const over = overCapUnits(assessment, cap, asked, used);
  if (over.size > 0) return [...over.keys()].sort().map((date) => overCap(assessment, cap, date, over.get(date) ?? []));
  const declaredUnits = new Set(declared.flatMap((day) => day.units));
  return whatIsUsed(assessment, cap, mergeDaysUsed(used, asked), declaredUnits);
}

/** Which units are over the cap on which of the asked dates. */
function overCapUnits({ district }: Assessment, cap: Cap, asked: DaysUsed, used: DaysUsed): Map<string, string[]> {
  const over = new Map<string, string[]>();
  for (const [unitId, dates] of asked) {
    const { most, spentOn } = capMeasure(cap, district, unitId);
    // A date that is declared again, as in an amendment, counts once.
    let spent = spentOn((used.get(unitId) ?? []).filter((date) => !dates.includes(date)));
    for (const date of dates) {
      spent += spentOn([date]);
      if (spent > most) over.set(date, [...(over.get(date) ?? []), unitId]);
    }
  }
  return over;
}

const advice = {
  'does-not-count': 'declare it closed for them',
  waiver: 'give the waiver or extension as the reason, or declare it closed',
  'made-up': 'say in the reason how it is made up, or declare it closed',
  'not-known': 'say why it is declared all the same, or declare it closed',
} as const;

function overCap({ district, schoolYear }: Assessment, cap: Cap, date: string, units: readonly string[]): Finding {
  const { scope, schools, words } = aboutUnits(district, units);
  const { effect, says } = cap.overCap;
  return {
    findingId: `cap/${date}/${scope}`,
    weight: weigh(cap.confidence, effect === 'does-not-count' ? 'blocks' : 'needs-reason'),
    date,
    schools,
    message: `The ${cap.amount} e-learning ${cap.unit} of ${schoolYear.id} are used up at ${words} by then: ${advice[effect]}. ${says}`,
    citation: cap.citation,
  };
}

/** Speaks of the declared schools alone: another school's days used must not change what was previewed. */
function whatIsUsed(
  { district, schoolYear }: Assessment,
  cap: Cap,
  afterwards: DaysUsed,
  declared: ReadonlySet<string>,
): Finding[] {
  const after = [...afterwards]
    .filter(([unitId]) => declared.has(unitId))
    .map(([unitId, dates]) => {
      const { spentOn, shown } = capMeasure(cap, district, unitId);
      return { unitId, used: shown(spentOn(dates)) };
    });
  const most = Math.max(0, ...after.map(({ used }) => used));
  if (most === 0) return [];
  const fullest = after.filter(({ used }) => used === most).map(({ unitId }) => unitId);
  const { words } = aboutUnits(district, fullest);
  const message = `After this, ${words} will have used ${most} of ${cap.amount} e-learning ${cap.unit} of ${schoolYear.id}.`;
  return [{ findingId: 'days-left/-/district', weight: 'info', message, citation: cap.citation }];
}
