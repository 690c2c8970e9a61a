import type { District } from '../calendar/district.ts';
import { compareInstants, type Temporal } from '../core/time.ts';
import type { UnitDay } from './days-used.ts';
import { noticeTimes } from './notice-times.ts';
import type { LawPack } from './pack.ts';

/** What is asked: e-learning days, and the moment at which people would know. */
export type SplitQuery = {
  readonly district: District;
  readonly pack: LawPack;
  readonly days: readonly UnitDay[];
  readonly now: Temporal.Instant;
};

/** One date's units by whether the law's notice can still be given to each of its audiences. */
export type NoticeSplit = {
  readonly date: string;
  /** Whom the law wants to know: `parents`, `students`. A post in a class reaches students alone. */
  readonly audiences: readonly string[];
  readonly inTime: readonly string[];
  readonly late: readonly string[];
  /** The legal deadline of each of the units. */
  readonly deadlineOf: ReadonlyMap<string, Temporal.Instant>;
};

/**
 * Which schools are still in time and which are not (USERS V13), per date with e-learning days, in order of the dates; nothing where the
 * law names no time. A unit whose deadline is this very moment is in time.
 */
export function splitByNotice({ district, pack: { notice }, days, now }: SplitQuery): NoticeSplit[] {
  if (notice === undefined) return [];
  const times = Map.groupBy(noticeTimes(district, notice, days), (time) => time.date);
  return [...times].map(([date, ofDate]) => {
    const isLate = ({ deadline }: { readonly deadline: Temporal.Instant }) => compareInstants(now, deadline) > 0;
    return {
      date,
      audiences: notice.audiences,
      inTime: ofDate.filter((time) => !isLate(time)).flatMap(({ units }) => units),
      late: ofDate.filter(isLate).flatMap(({ units }) => units),
      deadlineOf: new Map(ofDate.flatMap(({ deadline, units }) => units.map((unit) => [unit, deadline]))),
    };
  });
}
