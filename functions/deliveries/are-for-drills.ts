import type { Entry } from '../declarations/entry.ts';
import { Chunk } from '../roster/roster.ts';
import { sheetOf } from './read-roster.ts';
import type { WorkerDeps } from './worker-deps.ts';

/**
 * Whether a drill's targets are in the drill roster in force, under the same school. A place that became a class since then gets no
 * word of a drill; the reverse is no reason to keep a notice in earnest from anybody.
 */
export async function areForDrills(
  { contents, drillRoster }: Pick<WorkerDeps, 'contents' | 'drillRoster'>,
  { rules }: Pick<Entry, 'rules'>,
  chunk: Chunk,
): Promise<boolean> {
  const roster = await drillRoster();
  if (roster === undefined) return false;
  const sheet = await sheetOf({ rules: { ...rules, roster }, drill: true }, chunk.schoolId, contents);
  const same = sheet?.chunks.filter(({ channel }) => channel === chunk.channel) ?? [];
  const chunks = await Promise.all(same.map(async ({ hash }) => Chunk.parse(await contents.get(hash))));
  const known = new Set(chunks.flatMap(({ targets }) => targets.map(({ targetId }) => targetId)));
  return chunk.targets.every(({ targetId }) => known.has(targetId));
}
