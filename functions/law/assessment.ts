import type { District, SchoolYear } from '../calendar/district.ts';
import type { Temporal } from '../core/time.ts';
import type { DaysUsed, UnitDay } from './days-used.ts';
import type { LawPack } from './pack.ts';

/** What the law is asked about: a decision, with what was decided before it. */
export type Assessment = {
  readonly pack: LawPack;
  readonly district: District;
  readonly schoolYear: SchoolYear;
  readonly days: readonly UnitDay[];
  readonly causes: readonly { readonly kind: string; readonly qualifying: boolean }[];
  /**
   * E-learning days that stand in the ledger, without those of a declaration that this one would change. Those of before Bellwether are
   * counted from the district's file.
   */
  readonly used: DaysUsed;
  /** When people are told: now, or, for a decision that is only recorded, the moment at which it was made. */
  readonly now: Temporal.Instant;
  /** Whether teachers can be reached by telephone; undefined when nobody knows. */
  readonly telephoneReady?: boolean;
  /** Whether some staff are told not to report for work. */
  readonly staffSentHome?: boolean;
};

/** The days of a decision that the law of e-learning is about. */
export function eLearningDays(assessment: Assessment): UnitDay[] {
  return assessment.days.filter((day) => day.dayType === 'e-learning');
}
