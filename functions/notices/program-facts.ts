import type { District, Program } from '../calendar/district.ts';
import { programsRunning } from '../calendar/programs.ts';
import { unitById, type Unit } from '../calendar/units.ts';
import { InvalidInput } from '../core/errors.ts';
import type { ProgramChange, ResolvedDay } from '../declarations/declaration.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import type { ProgramFact } from './notice-facts.ts';
import { plainWords } from './plain-words.ts';

/**
 * What happens to the programs of these units, in the order of the district's file: the declaration's own word, or else what the district
 * file says of a program that runs on such a day. Programs that go on as usual are left out unless the declaration names them.
 */
export function programFacts(brief: NoticeBrief, unitIds: readonly string[]): ProgramFact[] {
  refuseUnknownPrograms(brief);
  const units = unitIds.flatMap((unitId) => unitById(brief.district, unitId) ?? []);
  return brief.district.programs.flatMap((program) => {
    const concerned = units.filter((unit) => isAt(program, unit.schoolId));
    if (concerned.length === 0) return [];
    const word = brief.declaration.programs.find((change) => change.id === program.id);
    return word ? [declaredFact(program, word)] : defaultFacts(brief, program, concerned);
  });
}

/** The schools where a program runs. */
export function schoolsOfProgram(district: District, program: Program): string[] {
  return district.schools.filter((school) => isAt(program, school.id)).map((school) => school.id);
}

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
function defaultFacts(brief: NoticeBrief, program: Program, units: readonly Unit[]): ProgramFact[] {
  const byDisposition = new Map<ProgramFact['disposition'], Set<string>>();
  const dates = new Set<string>();
  for (const day of brief.days) {
    const here = units.filter((unit) => day.units.includes(unit.unitId));
    if (here.length > 0) dates.add(day.date);
    const disposition = program.on[day.dayType];
    if (disposition === undefined || disposition === 'as-usual') continue;
    if (!here.some((unit) => runsOn(brief.district, program, unit, day))) continue;
    byDisposition.set(disposition, (byDisposition.get(disposition) ?? new Set()).add(day.date));
  }
  return [...byDisposition].map(([disposition, on]) => ({
    id: program.id,
    name: plainWords(program.name, 80),
    disposition,
    ...(on.size < dates.size && { dates: [...on].sort() }),
  }));
}

function runsOn(district: District, program: Program, unit: Unit, day: ResolvedDay): boolean {
  return programsRunning(district, unit, day.date).some((running) => running.id === program.id);
}

function refuseUnknownPrograms(brief: NoticeBrief): void {
  const known = new Set(brief.district.programs.map((program) => program.id));
  const flaws = brief.declaration.programs.flatMap((change, i) =>
    known.has(change.id) ? [] : [{ path: `programs[${i}].id`, message: `the district has no program ${change.id}` }],
  );
  if (flaws.length > 0) throw new InvalidInput('The notice', flaws);
}
