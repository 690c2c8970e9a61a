import type { Flaw } from '../core/errors.ts';
import type { District } from './district.ts';
import { Level } from './level.ts';
import { didYouMean } from './nearest-id.ts';
import { unitsOf, type Unit } from './units.ts';

/** Which units a selector means, and what is wrong with it. */
export type ResolvedUnits = { readonly units: string[]; readonly flaws: Flaw[] };

/**
 * Works out a day's selector: `all`, or a list of school ids, `level:high`, `division:pine-k8/k5`. Units come once each, in the order of
 * the district's file; a school id stands for all its divisions. What the district does not have is a flaw that suggests the nearest id.
 */
export function resolveUnits(district: District, selector: 'all' | readonly string[], path = 'schools'): ResolvedUnits {
  const all = unitsOf(district);
  if (selector === 'all') return { units: all.map((unit) => unit.unitId), flaws: [] };
  const chosen = new Set<string>();
  const flaws: Flaw[] = selector.length === 0 ? [{ path, message: 'names no school' }] : [];
  for (const [i, part] of selector.entries()) {
    const found = all.filter(matcherOf(part));
    for (const unit of found) chosen.add(unit.unitId);
    if (found.length === 0) flaws.push({ path: `${path}[${i}]`, message: whatIsWrong(part, all) });
  }
  return { units: all.filter((unit) => chosen.has(unit.unitId)).map((unit) => unit.unitId), flaws };
}

function matcherOf(part: string): (unit: Unit) => boolean {
  if (part.startsWith('level:')) return (unit) => `level:${unit.level}` === part;
  if (part.startsWith('division:'))
    return (unit) => unit.divisionId !== undefined && `division:${unit.unitId}` === part;
  return (unit) => unit.schoolId === part;
}

function whatIsWrong(part: string, all: readonly Unit[]): string {
  if (part.startsWith('level:')) {
    const level = part.slice('level:'.length);
    if (Level.safeParse(level).success) return `no school of the district has the level ${level}`;
    return `unknown level ${level}${didYouMean(level, Level.options)}`;
  }
  const divided = all.filter((unit) => unit.divisionId !== undefined).map((unit) => unit.unitId);
  if (part.startsWith('division:')) {
    const division = part.slice('division:'.length);
    return `unknown division ${division}${didYouMean(division, divided)}`;
  }
  // The commonest slip is a division's id without its prefix.
  if (divided.includes(part)) return `write division:${part} for a division`;
  return `unknown school ${part}${didYouMean(part, new Set(all.map((unit) => unit.schoolId)))}`;
}
