import type { DayType, Disposition } from './day-type.ts';
import type { District, Program } from './district.ts';
import { dayKind, type DayKind } from './school-day.ts';
import type { Unit } from './units.ts';

/** What a declaration says of a program; it outweighs the default in the district's file. */
export type ProgramWord = { readonly id: string; readonly disposition: Disposition };

/** The programs that run at a unit on a date, as the calendar has it and before anybody declares anything. */
export function programsRunning(district: District, unit: Unit, date: string): Program[] {
  const kind = dayKind(district, unit, date);
  return district.programs.filter((program) => isAt(program, unit) && runs(program, kind));
}

/** Those of them that a day of this type changes, by the declaration's words or else by the district's defaults. */
export function programsAffected(
  district: District,
  unit: Unit,
  day: { readonly date: string; readonly dayType: DayType },
  words: readonly ProgramWord[] = [],
): Program[] {
  return programsRunning(district, unit, day.date).filter((program) => {
    const word = words.find((candidate) => candidate.id === program.id)?.disposition ?? program.on[day.dayType];
    return word !== undefined && word !== 'as-usual';
  });
}

/** The programs' opening times as local times of day, each once, the earliest first; empty when none of them states one. */
export function openingTimes(programs: readonly Program[]): string[] {
  return [...new Set(programs.flatMap((program) => program.opens ?? []))].sort();
}

function isAt(program: Program, unit: Unit): boolean {
  return program.schools === 'all' || program.schools.includes(unit.schoolId);
}

/** `evening` means the evenings of weekdays on which staff are there: school days and no-student days. */
function runs(program: Program, kind: DayKind): boolean {
  if (kind === 'outside-year') return false;
  if (program.runsOn.includes(kind)) return true;
  return program.runsOn.includes('evening') && (kind === 'school-day' || kind === 'no-student-day');
}
