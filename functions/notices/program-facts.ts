import type { District, Program } from '../calendar/district.ts';
import { programsRunning } from '../calendar/programs.ts';
import { unitsOf, unitsOfSchool, type Unit } from '../calendar/units.ts';
import { InvalidInput } from '../core/errors.ts';
import type { ProgramChange, ResolvedDay } from '../declarations/declaration.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import type { ProgramFact } from './notice-facts.ts';
import { plainWords } from './plain-words.ts';

/**
 * What happens to the programs of some units, in the order of the district's file: the declaration's own word, or else what the district
 * file says of a program that runs on such a day. Programs that go on as usual are left out unless the declaration names them.
 */
export type ReadPrograms = (unitIds: readonly string[]) => ProgramFact[];

/** Reads the programs of a brief; the calendar is asked once per unit and date, however many units are asked about. */
export function programReader(brief: NoticeBrief): ReadPrograms {
  refuseUnknownPrograms(brief);
  const { district, declaration } = brief;
  const units = new Map(unitsOf(district).map((unit) => [unit.unitId, unit]));
  const days = brief.days.map((day) => ({ ...day, here: new Set(day.units) }));
  const running = new Map<string, readonly Program[]>();
  const runs: Runs = (program, unit, date) => {
    const key = `${unit.unitId} ${date}`;
    const known = running.get(key) ?? programsRunning(district, unit, date);
    running.set(key, known);
    return known.includes(program);
  };
  return (unitIds) => {
    const asked = unitIds.flatMap((unitId) => units.get(unitId) ?? []);
    return district.programs.flatMap((program) => {
      const concerned = asked.filter((unit) => isAt(program, unit.schoolId));
      if (concerned.length === 0) return [];
      const word = declaration.programs.find((change) => change.id === program.id);
      return word ? [declaredFact(program, word)] : defaultFacts(program, concerned, days, runs);
    });
  };
}

/** Every unit id that a roster row of a program can have. */
export function unitsOfProgram(district: District, program: Program): string[] {
  return district.schools
    .filter((school) => isAt(program, school.id))
    .flatMap((school) => [...new Set([school.id, ...unitsOfSchool(school).map((unit) => unit.unitId)])]);
}

type Runs = (program: Program, unit: Unit, date: string) => boolean;

function isAt(program: Program, schoolId: string): boolean {
  return program.schools === 'all' || program.schools.includes(schoolId);
}

function declaredFact(program: Program, word: ProgramChange): ProgramFact {
  return {
    id: program.id,
    name: plainWords(program.name, 80),
    disposition: word.disposition,
    ...(word.where !== undefined && { where: plainWords(word.where, 120) }),
    ...(word.opens !== undefined && { opens: word.opens }),
    ...(word.closes !== undefined && { closes: word.closes }),
    ...(word.decisionBy !== undefined && { decisionBy: word.decisionBy }),
    ...(word.note !== undefined && { note: plainWords(word.note) }),
  };
}

/** By the district's defaults a program may end differently on different days: a fact for each, with its dates. */
function defaultFacts(
  program: Program,
  units: readonly Unit[],
  days: readonly (ResolvedDay & { readonly here: ReadonlySet<string> })[],
  runs: Runs,
): ProgramFact[] {
  const byDisposition = new Map<ProgramFact['disposition'], Set<string>>();
  const dates = new Set<string>();
  for (const { date, dayType, here } of days) {
    const concerned = units.filter((unit) => here.has(unit.unitId));
    if (concerned.length > 0) dates.add(date);
    const disposition = program.on[dayType];
    if (disposition === undefined || disposition === 'as-usual') continue;
    if (!concerned.some((unit) => runs(program, unit, date))) continue;
    byDisposition.set(disposition, (byDisposition.get(disposition) ?? new Set()).add(date));
  }
  return [...byDisposition].map(([disposition, on]) => ({
    id: program.id,
    name: plainWords(program.name, 80),
    disposition,
    ...(on.size < dates.size && { dates: [...on].sort() }),
  }));
}

function refuseUnknownPrograms(brief: NoticeBrief): void {
  const known = new Set(brief.district.programs.map((program) => program.id));
  const flaws = brief.declaration.programs.flatMap((change, i) =>
    known.has(change.id) ? [] : [{ path: `programs[${i}].id`, message: `the district has no program ${change.id}` }],
  );
  if (flaws.length > 0) throw new InvalidInput('The notice', flaws);
}
