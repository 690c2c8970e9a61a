import { sha256 } from '../core/hash.ts';
import type { ChannelName } from '../names.ts';
import { Chunk, RosterManifest, SchoolSheet, type Target } from '../roster/roster.ts';
import type { Contents } from './ports.ts';

/** Schools looked at in one check: each check another choice, so that a large district is gone through in days. */
const mostSchools = 20;

/** One class of each school of a channel, at most twenty schools, chosen by the seed. Reads only what it chooses. */
export async function sampleRoster(
  contents: Pick<Contents, 'get'>,
  rosterHash: string,
  channel: ChannelName,
  seed: string,
): Promise<Target[]> {
  const manifest = RosterManifest.parse(await contents.get(rosterHash));
  const chance = (name: string): string => sha256(`${seed} ${name}`);
  const byChance = manifest.sheets.toSorted((a, b) => (chance(a.schoolId) < chance(b.schoolId) ? -1 : 1));
  const sample: Target[] = [];
  for (const { hash } of byChance) {
    if (sample.length === mostSchools) break;
    const { chunks } = SchoolSheet.parse(await contents.get(hash));
    const [chunk] = chunks
      .filter((one) => one.channel === channel)
      .toSorted((a, b) => (chance(a.hash) < chance(b.hash) ? -1 : 1));
    if (chunk === undefined) continue;
    const { targets } = Chunk.parse(await contents.get(chunk.hash));
    const [target] = targets.toSorted((a, b) => (chance(a.targetId) < chance(b.targetId) ? -1 : 1));
    if (target !== undefined) sample.push(target);
  }
  return sample;
}
