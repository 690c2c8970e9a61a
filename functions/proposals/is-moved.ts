import { parseInstant } from '../core/time.ts';

/** A decide-by that moves by less follows a roster of some more classes; nobody acts otherwise for it. */
const leastMs = 5 * 60_000;

/** Whether two times lie apart, earlier or later, by as much as matters to whoever has to decide by them. */
export function isMoved(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return Math.abs(parseInstant(before).epochMilliseconds - parseInstant(after).epochMilliseconds) >= leastMs;
}
