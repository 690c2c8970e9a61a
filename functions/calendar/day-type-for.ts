import type { DayTypePolicy } from './day-type-policy.ts';
import type { District } from './district.ts';
import type { Unit } from './units.ts';

/**
 * What the n-th weather day of a school year is at a unit by the district's policy, counted from 1; e-learning for levels of which the
 * policy says nothing. A level means each unit's own, so the halves of a K–8 school may differ.
 */
export function dayTypeFor(district: District, unit: Unit, nthWeatherDay: number): DayTypePolicy['later'] {
  const policy = district.policy.dayTypes.find(({ levels }) => levels.includes(unit.level));
  if (policy === undefined) return 'e-learning';
  return nthWeatherDay <= policy.firstDays ? policy.first : policy.later;
}
