/**
 * The id that was probably meant, or undefined when none is near: at most a third of its letters (and at least one) differ.
 * The first of equally near ones wins.
 */
export function nearestId(wanted: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const id of known) {
    // The difference in length is a lower bound that spares most comparisons.
    if (Math.abs(id.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, id);
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}

/** `, did you mean pine-hs?`, or nothing when no known id is near. */
export function didYouMean(wanted: string, known: Iterable<string>): string {
  const nearest = nearestId(wanted, known);
  return nearest === undefined ? '' : `, did you mean ${nearest}?`;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
