import type { District, SchoolYear } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import { dayKind } from '../calendar/school-day.ts';
import { unitsOf, type Unit } from '../calendar/units.ts';
import { datesBetween } from '../core/time.ts';
import { capMeasure } from './cap-measure.ts';
import { daysUsed, type UnitDay } from './days-used.ts';
import type { LawPack } from './pack.ts';
import type { Evidence, UnitAccount } from './unit-account.ts';

/** A day that a declaration claims, and what shows it. */
export type CountedDay = UnitDay & { readonly evidence: Evidence };

/** What is to be accounted for: a school year, and the days that stand in its ledger. */
export type AccountQuery = {
  readonly district: District;
  readonly schoolYear: SchoolYear;
  readonly pack: LawPack;
  readonly declared: readonly CountedDay[];
};

/**
 * The e-learning days of a school year, unit by unit in the order of the district's file: what is used and left in what the law counts,
 * each date with its evidence. The same days are counted as by the findings of a preview.
 */
export function accountYear(query: AccountQuery): UnitAccount[] {
  const { district, schoolYear, pack, declared } = query;
  const before = daysUsed(district, schoolYear, []);
  const used = daysUsed(district, schoolYear, declared);
  const evidence = evidenceByDay(declared);
  const dates = datesBetween(schoolYear.first, schoolYear.last);
  const cap = pack.cap ?? { amount: 0, unit: 'days' as const };
  return unitsOf(district).map((unit) => {
    const { unitId, schoolId, name, level } = unit;
    const ofUnit = used.get(unitId) ?? [];
    const { most, spentOn, shown } = capMeasure(cap, district, unitId);
    const days = ofUnit.map((date) => ({
      date,
      used: shown(spentOn([date])),
      evidence: [
        ...(before.get(unitId)?.includes(date) ? [{ source: 'days-used-before' as const }] : []),
        ...(evidence.get(`${date} ${unitId}`) ?? []),
      ],
    }));
    const spent = spentOn(ofUnit);
    return {
      unitId,
      schoolId,
      name,
      level,
      used: shown(spent),
      ...(pack.cap === undefined ? {} : { left: shown(Math.max(0, most - spent)) }),
      days,
      ...instructionOf(query, unit, dates),
    };
  });
}

function evidenceByDay(declared: readonly CountedDay[]): Map<string, Evidence[]> {
  const found = new Map<string, Evidence[]>();
  for (const { date, dayType, units, evidence } of declared) {
    if (dayType !== 'e-learning') continue;
    for (const unit of units) found.set(`${date} ${unit}`, [...(found.get(`${date} ${unit}`) ?? []), evidence]);
  }
  return found;
}

/**
 * Whether there are hours to spare (USERS V28), where the district file has the minutes of a day: bells count lunch in and would promise too
 * much. Closed days are lost; a late start or an early dismissal is still a day, and its missing hours are not counted here.
 */
function instructionOf(
  { district, schoolYear, pack, declared }: AccountQuery,
  unit: Unit,
  dates: readonly string[],
): Pick<UnitAccount, 'instruction'> {
  const { instructionMinutes } = unit;
  if (instructionMinutes === undefined) return {};
  const schoolDays = new Set(dates.filter((date) => dayKind(district, unit, date) === 'school-day'));
  const before = schoolYear.daysUsedBefore.map((day) => ({ ...day, units: resolveUnits(district, day.schools).units }));
  const closed = new Set(
    [...before, ...declared]
      .filter((day) => day.dayType === 'closed' && schoolDays.has(day.date) && day.units.includes(unit.unitId))
      .map((day) => day.date),
  );
  const hours = (days: number): number => Math.round((days * instructionMinutes * 100) / 60) / 100;
  const required = pack.instruction?.hours[unit.level];
  const instruction = { scheduled: hours(schoolDays.size), lost: hours(closed.size) };
  if (required === undefined) return { instruction };
  const margin = Math.round((hours(schoolDays.size - closed.size) - required) * 100) / 100;
  return { instruction: { ...instruction, required, margin } };
}
