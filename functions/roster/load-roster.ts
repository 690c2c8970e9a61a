import type { District } from '../calendar/district.ts';
import { InvalidInput } from '../core/errors.ts';
import { chunkRoster, type ChunkedRoster } from './chunk-roster.ts';
import { parseRoster } from './parse-roster.ts';
import type { RefusedRow } from './roster-row.ts';

/**
 * The roster of a file's text, cut into chunks. Refused lines refuse the file, each with its line and reason (`InvalidInput`), unless
 * `acceptPartial` says to take the rest; they are returned then. A file without any good row is refused either way.
 */
export function loadRoster(
  csv: string,
  district: District,
  { acceptPartial = false }: { readonly acceptPartial?: boolean } = {},
): ChunkedRoster & { readonly refused: readonly RefusedRow[] } {
  const { rows, refused } = parseRoster(csv, district);
  if ((refused.length > 0 && !acceptPartial) || rows.length === 0) {
    const flaws = refused.map(({ line, reason }) => ({ path: `line ${line}`, message: reason }));
    throw new InvalidInput('the roster', flaws.length > 0 ? flaws : [{ path: '(whole)', message: 'has no rows' }]);
  }
  return { ...chunkRoster(rows), refused };
}
