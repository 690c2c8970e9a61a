import { canonicalJson } from '../core/hash.ts';
import type { Chunk } from './roster.ts';

/** What a new roster would change, in targets. */
export type RosterChanges = { readonly added: number; readonly removed: number; readonly changed: number };

/** Compares two rosters target by target (channel and id); changed is one whose school, audience, accounts or words differ. */
export function compareRosters(before: Iterable<Chunk>, after: Iterable<Chunk>): RosterChanges {
  const old = contentOf(before);
  const fresh = contentOf(after);
  let [added, changed] = [0, 0];
  for (const [key, content] of fresh) {
    const was = old.get(key);
    if (was === undefined) added += 1;
    else if (was !== content) changed += 1;
  }
  return { added, changed, removed: [...old.keys()].filter((key) => !fresh.has(key)).length };
}

function contentOf(chunks: Iterable<Chunk>): Map<string, string> {
  const content = new Map<string, string>();
  for (const { schoolId, division, channel, audience, targets } of chunks) {
    for (const target of targets) {
      content.set(`${channel} ${target.targetId}`, canonicalJson({ schoolId, division, audience, target }));
    }
  }
  return content;
}
