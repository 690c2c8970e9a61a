import { schoolIdOf, unitIdOf } from '../calendar/units.ts';
import type { Audience } from '../core/audience.ts';
import type { ChunkRef, Roster } from './roster.ts';

/** A chunk that a day concerns, with its school. */
export type SelectedChunk = ChunkRef & { readonly schoolId: string };

/**
 * The chunks of the given audiences that concern at least one of the units. Targets of a divided school that belong to no division (a
 * whole-school class, a staff room) are concerned as soon as any of its divisions is.
 */
export function selectChunks(
  roster: Pick<Roster, 'sheets'>,
  unitIds: readonly string[],
  audiences: readonly Audience[],
): SelectedChunk[] {
  const units = new Set(unitIds);
  const schools = new Set(unitIds.map(schoolIdOf));
  return roster.sheets.flatMap(({ schoolId, chunks }) =>
    chunks
      .filter(({ division }) =>
        division === undefined ? schools.has(schoolId) : units.has(unitIdOf(schoolId, division)),
      )
      .filter(({ audience }) => audiences.includes(audience))
      .map((chunk) => ({ ...chunk, schoolId })),
  );
}
