import { concerns } from '../calendar/concerns.ts';
import type { District, School } from '../calendar/district.ts';
import { namesAudience } from '../calendar/outside-audience.ts';
import { unitIdOf, unitsOfSchool, type Unit } from '../calendar/units.ts';
import type { People, PeopleNotReached } from './people.ts';
import { reach, type NotReached } from './reach.ts';
import type { Roster } from './roster.ts';
import { selectChunks, type SelectedChunk } from './select-chunks.ts';

/** Whom a notice to classes is about, and which outside channels were ticked for it. */
export type PeopleQuery = {
  readonly district: District;
  readonly roster: Pick<Roster, 'sheets'>;
  readonly units: readonly string[];
  /** Ids of outside channels that were used; none in a preview. */
  readonly ticked?: readonly string[];
};

/**
 * Counts people instead of targets: what is not in the roster must not vanish from the sum (USERS E6). A school without a class stays listed,
 * with the outside channels that reach its families, and says which of them was ticked.
 */
export function countPeople({ district, roster, units, ticked = [] }: PeopleQuery): People {
  const { notReached } = reach({ district, roster, units, audiences: ['class'] });
  const chunks = Map.groupBy(selectChunks(roster, units, ['class']), (chunk) => chunk.schoolId);
  const wanted = new Set(units);
  const isConcerned = ({ unitId }: Unit): boolean => wanted.has(unitId);
  const concerned = district.schools.filter((school) => unitsOfSchool(school).some(isConcerned));
  const counted = concerned.flatMap((school) => {
    const { enrollment } = school;
    if (enrollment === undefined || !unitsOfSchool(school).every(isConcerned)) return [];
    const missing = notReached.filter(({ schoolId }) => schoolId === school.id);
    return [{ id: school.id, enrollment, reached: reachedOf(enrollment, chunks.get(school.id) ?? [], missing) }];
  });
  const ids = new Set(counted.map(({ id }) => id));
  return {
    students: counted.reduce((sum, { enrollment }) => sum + enrollment, 0),
    reachedByClassPosts: counted.reduce((sum, { reached }) => sum + reached, 0),
    notReached: notReached.flatMap((one) => lineOf(one, district, ticked)),
    notCounted: concerned.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
  };
}

/** Where a roster states no seats, a school with classes counts whole; one that has a division without classes then counts for nobody. */
function reachedOf(enrollment: number, chunks: readonly SelectedChunk[], missing: readonly NotReached[]): number {
  if (chunks.length === 0) return 0;
  const stated = chunks.every(({ students }) => students > 0);
  const seats = chunks.reduce((sum, { students }) => sum + students, 0);
  if (stated) return Math.min(enrollment, seats);
  return missing.length === 0 ? enrollment : Math.min(enrollment, seats);
}

function lineOf(
  { schoolId, division, name, enrollment }: NotReached,
  district: District,
  ticked: readonly string[],
): PeopleNotReached[] {
  const school = district.schools.find((one) => one.id === schoolId);
  if (school === undefined) return [];
  const units = missedUnits(school, division);
  const reachBy = district.outsideChannels
    .filter(({ audience }) => namesAudience(audience, 'parents') || namesAudience(audience, 'students'))
    .filter((channel) => units.every((unit) => concerns(channel, unit)))
    .map(({ id }) => id);
  const tickedBy = reachBy.find((id) => ticked.includes(id));
  return [
    {
      schoolId,
      ...(division === undefined ? {} : { division }),
      name,
      level: units[0]?.level ?? school.level,
      ...(enrollment === undefined ? {} : { students: enrollment }),
      why: 'no classes in the roster',
      reachBy,
      ...(tickedBy === undefined ? {} : { tickedBy }),
    },
  ];
}

function missedUnits(school: School, division: string | undefined): Unit[] {
  const units = unitsOfSchool(school);
  return division === undefined ? units : units.filter(({ unitId }) => unitId === unitIdOf(school.id, division));
}
