import type { Chunk, RosterKind } from './roster.ts';
import type { RefusedRow, RosterRow } from './roster-row.ts';

/** The places of one roster: its targets, and the teams that their channels are in. */
export type Places = { readonly targets: ReadonlySet<string>; readonly parents: ReadonlySet<string> };

/** The places of some chunks; a target is `<channel> <id>`, as nothing else is the same everywhere. */
export function placesOfChunks(chunks: Iterable<Chunk>): Places {
  const [targets, parents] = [new Set<string>(), new Set<string>()];
  for (const { channel, targets: of } of chunks) {
    for (const { targetId, parentId } of of) {
      targets.add(`${channel} ${targetId}`);
      if (parentId !== undefined) parents.add(parentId);
    }
  }
  return { targets, parents };
}

/**
 * Rows without those whose place is in the other roster. A drill in a course, or in any channel of a class's team, would be read by
 * that class; and what is in both rosters would get a drill's words on the day of a storm (S-19).
 */
export function refuseTaken(
  rows: readonly RosterRow[],
  kind: RosterKind,
  taken: Places,
): { readonly rows: RosterRow[]; readonly refused: RefusedRow[] } {
  const other =
    kind === 'drill' ? 'the roster of classes: a drill must not reach it' : 'the drill roster: take it out there first';
  const reasonOf = ({ channel, targetId, parentId }: RosterRow): string | undefined => {
    if (taken.targets.has(`${channel} ${targetId}`)) return `target ${targetId} is in ${other}`;
    return parentId !== undefined && taken.parents.has(parentId) ? `team ${parentId} is in ${other}` : undefined;
  };
  return {
    rows: rows.filter((row) => reasonOf(row) === undefined),
    refused: rows.flatMap((row) => {
      const reason = reasonOf(row);
      return reason === undefined ? [] : [{ line: row.line, reason }];
    }),
  };
}
