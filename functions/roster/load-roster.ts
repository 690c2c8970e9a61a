import type { District } from '../calendar/district.ts';
import { InvalidInput } from '../core/errors.ts';
import { chunkRoster, type ChunkedRoster } from './chunk-roster.ts';
import { parseRoster } from './parse-roster.ts';
import { type Places, refuseTaken } from './refuse-taken.ts';
import type { RosterKind } from './roster.ts';
import type { RefusedRow } from './roster-row.ts';

export type LoadOptions = {
  /** Takes the good lines of a file in which others are refused. */
  readonly acceptPartial?: boolean;
  readonly kind?: RosterKind;
  /** The places of the other roster; absent: it has none. */
  readonly taken?: Places;
};

/**
 * The roster of a file's text, cut into chunks. Refused lines refuse the file, each with its line and reason (`InvalidInput`), unless
 * `acceptPartial` says to take the rest; they are returned then. A file without any good row is refused either way, and so is a place of
 * the other roster.
 */
export function loadRoster(
  csv: string,
  district: District,
  { acceptPartial = false, kind = 'classes', taken }: LoadOptions = {},
): ChunkedRoster & { readonly refused: readonly RefusedRow[] } {
  const parsed = parseRoster(csv, district);
  const { rows, refused: others } =
    taken === undefined ? { rows: parsed.rows, refused: [] } : refuseTaken(parsed.rows, kind, taken);
  const refused = [...parsed.refused, ...others].toSorted((a, b) => a.line - b.line);
  if ((refused.length > 0 && !acceptPartial) || rows.length === 0) {
    const flaws = refused.map(({ line, reason }) => ({ path: `line ${line}`, message: reason }));
    throw new InvalidInput(
      kind === 'drill' ? 'the drill roster' : 'the roster',
      flaws.length > 0 ? flaws : [{ path: '(whole)', message: 'has no rows' }],
    );
  }
  return { ...chunkRoster(rows, kind), refused };
}
