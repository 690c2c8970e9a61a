import { bellsOn } from '../calendar/bells.ts';
import type { District } from '../calendar/district.ts';
import { unitById } from '../calendar/units.ts';
import { minutesBetween } from '../core/time.ts';
import type { Cap } from './pack.ts';

/** How a cap counts one unit's days: in whole days or minutes, so that no sum of hours is off by a rounding. */
export type CapMeasure = {
  /** Days or minutes that there are in a school year. */
  readonly most: number;
  /** Days or minutes that e-learning on these dates takes; a part of a day is counted whole. */
  readonly spentOn: (dates: readonly string[]) => number;
  /** An amount in the law's own unit: `4` days, `32.5` hours. */
  readonly shown: (amount: number) => number;
};

/** A cap in days counts dates; one in hours the unit's hours of instruction, or, where the file has none, those between the date's bells. */
export function capMeasure(
  { amount, unit }: Pick<Cap, 'amount' | 'unit'>,
  district: District,
  unitId: string,
): CapMeasure {
  if (unit === 'days') return { most: amount, spentOn: (dates) => dates.length, shown: (days) => days };
  const of = unitById(district, unitId);
  const minutesOn = (date: string): number => {
    if (of === undefined) return 0;
    const { start, end } = bellsOn(district, of, date);
    return of.instructionMinutes ?? minutesBetween(start, end);
  };
  return {
    most: amount * 60,
    spentOn: (dates) => dates.reduce((sum, date) => sum + minutesOn(date), 0),
    shown: (minutes) => Math.round((minutes * 100) / 60) / 100,
  };
}
