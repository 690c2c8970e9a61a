import type { District, School } from './district.ts';
import type { Level } from './level.ts';

/**
 * The smallest thing a day can be declared for: a school, `pine-hs`, or, where a school has divisions, one of them, `pine-k8/k5`.
 * Its hours are those of most days, local times of day; `bellsOn` knows the normal ones of a date.
 */
export type Unit = {
  readonly unitId: string;
  readonly schoolId: string;
  readonly divisionId?: string;
  readonly name: string;
  readonly level: Level;
  readonly start: string;
  readonly end: string;
  /** Minutes of instruction in a whole normal day, lunch left out, where the file has them. */
  readonly instructionMinutes?: number;
};

/** The id of a school's unit, or of one of its divisions. */
export function unitIdOf(schoolId: string, divisionId?: string): string {
  return divisionId === undefined ? schoolId : `${schoolId}/${divisionId}`;
}

/** The school of a unit id. */
export function schoolIdOf(unitId: string): string {
  return unitId.split('/', 1)[0] ?? unitId;
}

/** Every unit of the district, in the order of its file. */
export function unitsOf(district: District): Unit[] {
  return district.schools.flatMap(unitsOfSchool);
}

/** The unit of an id, or undefined when the district has none such. A divided school is not itself a unit. */
export function unitById(district: District, unitId: string): Unit | undefined {
  const school = district.schools.find((candidate) => candidate.id === schoolIdOf(unitId));
  return school && unitsOfSchool(school).find((unit) => unit.unitId === unitId);
}

/** The ids of one school's units: of its divisions, or its own where it has none. */
export function unitIdsOfSchool({
  id,
  divisions,
}: Pick<School, 'id'> & { readonly divisions: readonly { readonly id: string }[] }): string[] {
  return divisions.length === 0 ? [id] : divisions.map((division) => unitIdOf(id, division.id));
}

/** The units of one school: its divisions, or itself where it has none. */
export function unitsOfSchool(school: School): Unit[] {
  const { id: schoolId, name, level, start, end, instructionMinutes } = school;
  const taught = (minutes = instructionMinutes) => (minutes === undefined ? {} : { instructionMinutes: minutes });
  if (school.divisions.length === 0) return [{ unitId: schoolId, schoolId, name, level, start, end, ...taught() }];
  return school.divisions.map((division) => ({
    unitId: unitIdOf(schoolId, division.id),
    schoolId,
    divisionId: division.id,
    name: `${name}, ${division.name}`,
    level: division.level,
    start: division.start ?? start,
    end: division.end ?? end,
    ...taught(division.instructionMinutes),
  }));
}

/** Units as people name them: a school whose divisions are all there by its own id, in the order of the district's file. */
export function placesOf(district: District, unitIds: readonly string[]): string[] {
  const wanted = new Set(unitIds);
  return district.schools.flatMap((school) => {
    const units = unitsOfSchool(school).map((unit) => unit.unitId);
    const here = units.filter((unitId) => wanted.has(unitId));
    return here.length === units.length ? [school.id] : here;
  });
}
