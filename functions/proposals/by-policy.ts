import { dayTypeFor } from '../calendar/day-type-for.ts';
import type { District, SchoolYear } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import { unitById } from '../calendar/units.ts';
import type { Draft, DraftDay } from './draft.ts';
import type { DeclaredBefore } from './ports.ts';

type PolicyFacts = {
  readonly district: District;
  readonly schoolYear: SchoolYear;
  readonly declarations: readonly DeclaredBefore[];
};

/**
 * Storms' days as the district's policy has them: what the n-th weather day of the year is may differ by level (USERS E19), so a date may
 * fall into two days of different types. Without such a policy every day stays what it was.
 */
export function byPolicy(storms: readonly Draft[], facts: PolicyFacts): readonly Draft[] {
  if (facts.district.policy.dayTypes.length === 0) return storms;
  const known = weatherDays(storms, facts);
  return storms.map((storm) => ({ ...storm, days: storm.days.flatMap((day) => parted(day, known, facts.district)) }));
}

function parted(day: DraftDay, known: ReadonlyMap<string, ReadonlySet<string>>, district: District): DraftDay[] {
  const typeOf = (unitId: string): DraftDay['dayType'] => {
    const unit = unitById(district, unitId);
    const before = [...(known.get(unitId) ?? [])].filter((date) => date < day.date).length;
    return unit === undefined ? day.dayType : dayTypeFor(district, unit, before + 1);
  };
  return [...Map.groupBy(day.units, typeOf)].map(([dayType, units]) => ({ ...day, dayType, units }));
}

/** Weather days by unit: of before Bellwether, those that stand, and the storms that are proposed now; each date once. */
function weatherDays(storms: readonly Draft[], { district, schoolYear, declarations }: PolicyFacts) {
  const known = new Map<string, Set<string>>();
  const note = (date: string, units: readonly string[]): void => {
    for (const unit of units) known.set(unit, (known.get(unit) ?? new Set()).add(date));
  };
  const counts = (dayType: string): boolean => dayType === 'e-learning' || dayType === 'closed';
  for (const { date, dayType, schools } of schoolYear.daysUsedBefore)
    if (counts(dayType)) note(date, resolveUnits(district, schools).units);
  for (const { ended, content } of declarations) {
    const { drill, causes } = content.declaration;
    const byWeather = causes.some(({ kind, qualifying }) => kind === 'weather' && qualifying);
    if ((ended !== undefined && ended !== 'closed') || drill || !byWeather) continue;
    for (const { date, dayType, units } of content.days) if (counts(dayType)) note(date, units);
  }
  for (const { days } of storms) for (const { date, units } of days) note(date, units);
  return known;
}
