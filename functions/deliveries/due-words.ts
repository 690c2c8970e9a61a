import type { MachineMs } from '../core/clock.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { KeptWord } from '../proposals/word.ts';

/** Whoever began to publish a word has this long to say that it was sent; then somebody else tries. */
const tryMs = 60_000;

/** A word that could not be published for this long is of no use any more. */
const usefulMs = 24 * 3_600_000;

/** The words that are to be published now, oldest first: not sent, still of use, and nobody is at it. */
export function dueWords(
  words: readonly KeptWord[],
  { now, nowMs }: { readonly now: Temporal.Instant; readonly nowMs: MachineMs },
): KeptWord[] {
  const isDue = ({ sentAtMs, triedAtMs, putAtMs, notAfter }: KeptWord): boolean =>
    sentAtMs === undefined &&
    nowMs - putAtMs < usefulMs &&
    (triedAtMs === undefined || nowMs - triedAtMs >= tryMs) &&
    (notAfter === undefined || compareInstants(now, parseInstant(notAfter)) < 0);
  return words.filter(isDue).toSorted((a, b) => a.putAtMs - b.putAtMs || (a.wordId < b.wordId ? -1 : 1));
}
