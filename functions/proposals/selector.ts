import type { District } from '../calendar/district.ts';
import { placesOf, unitsOf } from '../calendar/units.ts';

/** Units as a day's selector (CONTRACT 5): `all`, or schools and `division:` where only a part of a school is meant. */
export function selectorOf(district: District, unitIds: readonly string[]): 'all' | string[] {
  const wanted = new Set(unitIds);
  if (unitsOf(district).every((unit) => wanted.has(unit.unitId))) return 'all';
  return placesOf(district, unitIds).map((place) => (place.includes('/') ? `division:${place}` : place));
}
