import { canonicalJson } from '../core/hash.ts';
import { unitDayKey } from './days-in-force.ts';
import type { ResolvedDay } from './declaration.ts';

/** The days of `after` that `before` did not have like this, each with the units for which it is another. */
export function changedDays(before: readonly ResolvedDay[], after: readonly ResolvedDay[]): ResolvedDay[] {
  const known = new Set(before.flatMap((day) => day.units.map((unit) => factKey(day, unit))));
  return after.flatMap((day) => {
    const units = day.units.filter((unit) => !known.has(factKey(day, unit)));
    return units.length === 0 ? [] : [{ ...day, units }];
  });
}

/** What a date is for a unit, hours included. */
function factKey({ date, dayType, startsAt, endsAt, from }: ResolvedDay, unit: string): string {
  return canonicalJson([unitDayKey({ date, unit }), dayType, startsAt, endsAt, from]);
}
