/** A cell of a table; `undefined` is an empty one. */
export type Cell = string | number | undefined;

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled). A text that a spreadsheet would take for a formula gets an apostrophe before it, for the
 * words in it are other people's; numbers stay numbers.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');
}

function written(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
