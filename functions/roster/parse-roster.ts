import type { District } from '../calendar/district.ts';
import { checkRow, rosterRules } from './check-row.ts';
import { readCells } from './read-cells.ts';
import { refuseClashes } from './refuse-clashes.ts';
import type { RefusedRow, RosterRow } from './roster-row.ts';

/** A roster file that was read: its good rows, and the lines that were refused, each in the order of the file. */
export type ParsedRoster = { readonly rows: RosterRow[]; readonly refused: RefusedRow[] };

/**
 * Reads a roster file (CONTRACT 4) against its district. Whether good rows may be used while others are refused is the caller's choice
 * (`load-roster.ts`). Throws `InvalidInput` when the file is no roster at all: wrong header, broken quotes, too many rows.
 */
export function parseRoster(csv: string, district: District): ParsedRoster {
  const rules = rosterRules(district);
  const { cells, refused: misshapen } = readCells(csv);
  const good: RosterRow[] = [];
  const refused: RefusedRow[] = [...misshapen];
  for (const line of cells) {
    const row = checkRow(line, rules);
    if ('reasons' in row) refused.push({ line: line.line, reason: row.reasons.join('; ') });
    else good.push(row);
  }
  const unclashed = refuseClashes(good);
  return { rows: unclashed.rows, refused: [...refused, ...unclashed.refused].sort((a, b) => a.line - b.line) };
}
