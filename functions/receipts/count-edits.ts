import type { Receipt } from './receipt.ts';

/**
 * How the edits of some posts ended, and the newest entry that one of them follows, as a seal counts them: by these the tick knows that the same
 * posts were edited anew. Nothing where none was wanted.
 */
export function countEdits(receipts: readonly Pick<Receipt, 'edit'>[]): Readonly<Record<string, number>> {
  const edits = receipts.flatMap(({ edit }) => (edit === undefined || edit.status === 'in-doubt' ? [] : [edit]));
  if (edits.length === 0) return {};
  const count = (status: (typeof edits)[number]['status']): number =>
    edits.filter((one) => one.status === status).length;
  return {
    edited: count('done'),
    cannotEdit: count('cannot-edit'),
    removed: count('removed'),
    editsExpired: count('expired'),
    newestEdit: edits.reduce((newest, { words, mark = 0 }) => Math.max(newest, words, mark), 0),
  };
}

/** Two such counts as one; the newest entry is the newer of both. */
export function sumEdits(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum = Object.keys({ ...a, ...b }).map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)] as const);
  const newest = Math.max(a['newestEdit'] ?? 0, b['newestEdit'] ?? 0);
  return { ...Object.fromEntries(sum), ...(sum.length === 0 ? {} : { newestEdit: newest }) };
}
