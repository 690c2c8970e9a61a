import { bellsOn } from '../calendar/bells.ts';
import type { District } from '../calendar/district.ts';
import { openingTimes, programsAffected, type ProgramWord } from '../calendar/programs.ts';
import { dayKind } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import { compareInstants, instantOf, type Temporal } from '../core/time.ts';
import type { UnitDay } from './days-used.ts';
import { deadlineOf } from './notice-times.ts';
import type { LawPack } from './pack.ts';

/** What is to be decided, and how long it takes to reach the last class. */
export type DecideByQuery = {
  readonly district: District;
  readonly pack: LawPack;
  readonly days: readonly UnitDay[];
  /** The declaration's words on programs; defaults of the district's file hold for the others. */
  readonly programs?: readonly ProgramWord[];
  readonly reachSeconds: number;
  readonly now: Temporal.Instant;
};

/** The times of the earliest date that is not over yet; all absent when every opening has passed. */
export type DecideBy = {
  readonly date?: string;
  /** The earliest affected opening of a school or program. */
  readonly opensAt?: Temporal.Instant;
  /** When people must know by law; absent where no law asks for it. */
  readonly legalDeadline?: Temporal.Instant;
  /** When the decision must be made; may have passed already. */
  readonly decideBy?: Temporal.Instant;
};

/**
 * By when to decide (DESIGN 3.7): the earliest affected opening of school or program, minus the law's notice, minus the time to reach the
 * last class, minus the policy's margin. Schools count from their normal start; the law's notice is subtracted on e-learning days alone.
 */
export function decideBy(query: DecideByQuery): DecideBy {
  for (const date of [...new Set(query.days.map((day) => day.date))].sort()) {
    const openings = openingsOf(query, date);
    if (!isOver(openings, query.now)) return timesOf(query, date, openings);
  }
  return {};
}

/**
 * Over when its last bell has rung, late as it may be for some until then; without a bell, when its last program has opened. An evening
 * class that is still to come does not keep a school day open.
 */
function isOver(openings: readonly Opening[], now: Temporal.Instant): boolean {
  const bells = openings.filter((opening) => opening.of === 'school');
  return (bells.length > 0 ? bells : openings).every(({ at }) => compareInstants(at, now) <= 0);
}

function timesOf(
  { district, pack, reachSeconds }: DecideByQuery,
  date: string,
  openings: readonly Opening[],
): DecideBy {
  const toldBy = ({ at, eLearning }: Opening): Temporal.Instant =>
    eLearning && pack.notice ? deadlineOf(at, pack.notice) : at;
  const dutiful = openings.filter(({ of, eLearning }) => of === 'school' && eLearning && pack.notice !== undefined);
  const margin = { minutes: district.policy.decideMarginMinutes, seconds: Math.ceil(reachSeconds) };
  const opensAt = earliest(openings.map(({ at }) => at));
  const legalDeadline = earliest(dutiful.map(toldBy));
  const told = earliest(openings.map(toldBy));
  return {
    date,
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(legalDeadline === undefined ? {} : { legalDeadline }),
    ...(told === undefined ? {} : { decideBy: told.subtract(margin) }),
  };
}

type Opening = { readonly of: 'school' | 'program'; readonly at: Temporal.Instant; readonly eLearning: boolean };

/** Every time at which something affected opens on a date, once for each of the date's days: a handful of instants, however many schools. */
function openingsOf({ district, days, programs = [] }: DecideByQuery, date: string): Opening[] {
  return days
    .filter((day) => day.date === date)
    .flatMap((day) => {
      const units = day.units.flatMap((unitId) => unitById(district, unitId) ?? []);
      const inSchool = units.filter((unit) => dayKind(district, unit, date) === 'school-day');
      const starts =
        day.dayType === 'programs-only'
          ? []
          : [...new Set(inSchool.map((unit) => bellsOn(district, unit, date).start))];
      const affected = units.flatMap((unit) => programsAffected(district, unit, day, programs));
      const opening = (of: Opening['of'], time: string): Opening => ({
        of,
        at: instantOf(date, time, district.timeZone),
        eLearning: day.dayType === 'e-learning',
      });
      return [
        ...starts.map((time) => opening('school', time)),
        ...openingTimes(affected).map((time) => opening('program', time)),
      ];
    });
}

function earliest(instants: readonly Temporal.Instant[]): Temporal.Instant | undefined {
  return instants.toSorted(compareInstants).at(0);
}
