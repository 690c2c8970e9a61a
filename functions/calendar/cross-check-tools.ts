import type { Flaw } from '../core/errors.ts';
import { idsOf, repeated, unknownIds } from './cross-check-ids.ts';
import type { ReadableDistrict } from './readable-district.ts';

/** Ids of tools and what they depend on; a tool that depends on itself could never be up. */
export function checkTools({ tools }: ReadableDistrict): Flaw[] {
  const known = idsOf(tools);
  const needs = new Map(tools.map((tool) => [tool?.id, (tool?.dependsOn ?? []).filter((id) => id !== undefined)]));
  const flaws = repeated(tools, 'tools');
  for (const [i, tool] of tools.entries()) {
    flaws.push(...unknownIds(tool?.dependsOn ?? [], known, 'tool', `tools[${i}].dependsOn`));
    const circle = tool?.id === undefined ? undefined : circleFrom(tool.id, needs);
    if (circle) flaws.push({ path: `tools[${i}].dependsOn`, message: `depends on itself: ${circle.join(' → ')}` });
  }
  return flaws;
}

/** The way from a tool back to itself, if there is one. */
function circleFrom(id: string, needs: ReadonlyMap<string | undefined, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const ways: string[][] = [[id]];
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of needs.get(way.at(-1)) ?? []) {
      if (next === id) return [...way, id];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
