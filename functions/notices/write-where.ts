import type { District } from '../calendar/district.ts';
import { unitsOf } from '../calendar/units.ts';
import type { PlaceGroup } from './notice-facts.ts';
import type { Wording } from './wording.ts';

/** Places of a group that are named before it is described instead. */
const namedPlaces = 3;

/** Levels that describe a group before it is only counted. */
const namedLevels = 2;

/**
 * The schools of a group as line 1 names them: all of them, up to `names` by name, whole levels of the district, or else what the caller
 * says (a class reads "Your school", the public how many there are).
 */
export function writeWhere(
  group: PlaceGroup,
  district: District,
  wording: Wording,
  otherwise: string,
  names: number = namedPlaces,
): string {
  const units = unitsOf(district);
  const here = units.filter((unit) => group.units.includes(unit.unitId));
  if (group.places.length === 1) return group.places[0]?.name ?? otherwise;
  if (here.length === units.length) return wording.allSchools;
  if (group.places.length <= names) return group.places.map((place) => place.name).join(', ');
  const levels = [...new Set(here.map((unit) => unit.level))];
  const whole = units.filter((unit) => levels.includes(unit.level)).length === here.length;
  return whole && levels.length <= namedLevels ? levels.map((level) => wording.levels[level]).join(', ') : otherwise;
}
