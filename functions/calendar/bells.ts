import { Temporal } from '../core/time.ts';
import { Weekday, type BellVariant } from './bell-variant.ts';
import { concerns } from './concerns.ts';
import type { District } from './district.ts';
import { schoolYearOf } from './school-year.ts';
import type { Unit } from './units.ts';

/** When school begins and ends, local times of day. */
export type Bells = { readonly start: string; readonly end: string };

/**
 * The normal hours of a unit on a date. Where the school year has a variant for it, they are the variant's, also for the law: what families
 * are used to on a late-start Wednesday *is* the "normal school start time" from which Minnesota counts its two hours (120A.414 subd. 4).
 * A late start that is declared is none; it moves no clock (USERS E8).
 */
export function bellsOn(district: District, unit: Unit, date: string): Bells {
  const variants = schoolYearOf(district, date)?.bellVariants ?? [];
  const [variant] = variants
    .filter((candidate) => isOn(candidate, date) && concerns(candidate, unit))
    // The more particular one first; of equals the first of the file, as sorting keeps their order.
    .sort((a, b) => particularity(b) - particularity(a));
  return { start: variant?.start ?? unit.start, end: variant?.end ?? unit.end };
}

function isOn({ weekday, dates }: BellVariant, date: string): boolean {
  if (dates !== undefined) return dates.includes(date);
  return weekday !== undefined && Weekday.options.indexOf(weekday) === Temporal.PlainDate.from(date).dayOfWeek - 1;
}

/** A date outweighs a weekday, then named schools outweigh levels, and levels everybody. */
function particularity({ dates, schools, levels }: BellVariant): number {
  return (dates === undefined ? 0 : 4) + (schools === undefined ? 0 : 2) + (levels === undefined ? 0 : 1);
}
