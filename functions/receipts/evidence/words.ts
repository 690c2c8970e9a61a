import { withoutAddresses } from './plain.ts';
import type { Block, Words } from './report.ts';

/** Words that everybody may read. */
export function forAll(text: string): Words {
  return { for: 'public', text };
}

/** Words that stay in the house: somebody typed them as a reason, a summary or a note, or they are somebody's name. */
export function internal(text: string): Words {
  return { for: 'internal', text: withoutAddresses(text) };
}

/** A table, or nothing where it has no rows; a column is for whom its title is. */
export function table(caption: string, columns: readonly Words[], rows: readonly (readonly string[])[]): Block[] {
  if (rows.length === 0) return [];
  const titles = columns.map((column) => ({ title: column.text, for: column.for }));
  const cells = rows.map((row) =>
    row.map((cell, i) => (columns[i]?.for === 'internal' ? withoutAddresses(cell) : cell)),
  );
  return [{ kind: 'table', caption, columns: titles, rows: cells }];
}

/** Facts, each with its words; what has none is left out. */
export function facts(items: readonly { readonly label: string; readonly words: readonly Words[] }[]): Block[] {
  const said = items.filter(({ words }) => words.length > 0).map(({ label, words }) => ({ label, words: [...words] }));
  return said.length === 0 ? [] : [{ kind: 'facts', items: said }];
}
