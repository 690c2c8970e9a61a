import { canonicalJson } from '../core/hash.ts';
import type { Place, PlaceGroup } from './notice-facts.ts';

/** One rendering per place, whose line 1 names the school. */
export function eachPlace(places: readonly Place[]): PlaceGroup[] {
  return places.map((place) => groupOf([place]));
}

/** One rendering for all places that share the same facts (V6), in the order in which they first appear. */
export function groupUnits(places: readonly Place[]): PlaceGroup[] {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const key = canonicalJson([place.parts, place.programs]);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].map(groupOf);
}

function groupOf(places: readonly Place[]): PlaceGroup {
  return {
    units: places.flatMap((place) => place.units),
    places,
    parts: places[0]?.parts ?? [],
    programs: places[0]?.programs ?? [],
  };
}
