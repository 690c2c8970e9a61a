import type { District } from '../calendar/district.ts';
import { placesOf, unitById, unitsOf } from '../calendar/units.ts';

/** How a finding speaks of units: the scope of its id, its `schools`, and the words of its message. */
export type Scope = { readonly scope: string; readonly schools: string[]; readonly words: string };

const namedAtMost = 3;

/** One finding speaks of all its schools, so that a district of 58 reads one line and not 58. */
export function aboutUnits(district: District, unitIds: readonly string[]): Scope {
  const schools = placesOf(district, unitIds);
  const [only] = schools;
  const scope = only !== undefined && schools.length === 1 ? only : 'district';
  if (schools.length > 1 && unitIds.length === unitsOf(district).length)
    return { scope, schools, words: 'every school' };
  const names = schools.slice(0, namedAtMost).map((place) => nameOf(district, place));
  const more = schools.length - names.length;
  const last = more > 0 ? `${more} more` : names.pop();
  return { scope, schools, words: [names.join(', '), last].filter(Boolean).join(' and ') };
}

function nameOf(district: District, place: string): string {
  const school = district.schools.find((candidate) => candidate.id === place);
  return school?.name ?? unitById(district, place)?.name ?? place;
}
