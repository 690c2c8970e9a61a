import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { didYouMean } from '../calendar/nearest-id.ts';
import { InvalidInput, type Flaw } from '../core/errors.ts';
import {
  optionalColumns,
  requiredColumns,
  type RefusedRow,
  type RosterCells,
  type RosterColumn,
} from './roster-row.ts';

/** More lines than any district has classes: a bigger file is a mistake, and would be hundreds of times slower to post to. */
export const maxRosterRows = 200_000;

const CsvRecords = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));
type CsvRecords = z.infer<typeof CsvRecords>;

/**
 * The lines of a roster's CSV text (header first, byte-order mark and CRLF tolerated, RFC 4180 quotes) as cells by column. A line with too
 * many or too few cells is refused by itself; a file without the columns, or whose quotes do not match, is refused whole (`InvalidInput`).
 */
export function readCells(csv: string): { readonly cells: RosterCells[]; readonly refused: RefusedRow[] } {
  const [header, ...records] = readRecords(csv);
  const columns = header?.record ?? [];
  refuse(flawsOfHeader(columns));
  if (records.length > maxRosterRows) {
    refuse([{ path: '(whole)', message: `has ${records.length} rows, more than ${maxRosterRows}` }]);
  }
  const cells: RosterCells[] = [];
  const refused: RefusedRow[] = [];
  for (const { record, info } of records) {
    const line = info.lines;
    if (record.length === columns.length) cells.push({ line, of: reader(columns, record) });
    else refused.push({ line, reason: `has ${record.length} cells where the header has ${columns.length}` });
  }
  return { cells, refused };
}

function readRecords(csv: string): CsvRecords {
  try {
    const options = { bom: true, info: true, trim: true, relax_column_count: true, skip_empty_lines: true } as const;
    return CsvRecords.parse(parse(csv, options));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInput('the roster', [{ path: `line ${String(error['lines'])}`, message: error.message }]);
  }
}

/** A misspelt optional column would be worse than a missing one: without `audience` a staff room is taken for a class. */
function flawsOfHeader(columns: readonly string[]): Flaw[] {
  const known: readonly string[] = [...requiredColumns, ...optionalColumns];
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  const unknown = columns.filter((column) => !known.includes(column));
  const twice = columns.filter((column, i) => known.includes(column) && columns.indexOf(column) < i);
  return [
    ...missing.map((column) => `has no column ${column}`),
    ...unknown.map((column) => `has a column '${column}' that means nothing here${didYouMean(column, known)}`),
    ...twice.map((column) => `has the column ${column} twice`),
  ].map((message) => ({ path: 'line 1', message }));
}

function reader(columns: readonly string[], record: readonly string[]): (column: RosterColumn) => string {
  return (column) => record[columns.indexOf(column)] ?? '';
}

function refuse(flaws: readonly Flaw[]): void {
  if (flaws.length > 0) throw new InvalidInput('the roster', flaws);
}
