import { coverageWords } from './coverage-words.ts';
import { describeSignal } from './describe-signal.ts';
import type { Grounds } from './review.ts';

/**
 * What of a declaration's grounds has changed materially, in phrases: a signal of them that was shortened, extended, ended or is open again,
 * and dates ahead whose coverage was lost or gained. A warning that ended while every date ahead is covered is no change: an office
 * replaces one by the next.
 */
export function compareGrounds(before: Grounds, after: Grounds): string[] {
  const dates = Object.entries(after.coverage);
  const allCovered = dates.length > 0 && dates.every(([, coverage]) => coverage === 'covered');
  const signals = Object.entries(after.signals).flatMap(([signalId, now]) => {
    const was = before.signals[signalId];
    if (was === undefined || (allCovered && now.status === 'ended')) return [];
    return describeSignal(was, now);
  });
  const coverage = dates.flatMap(([date, now]) => {
    const was = before.coverage[date];
    return was === undefined || was === now ? [] : [`${date} ${coverageWords[now]}`];
  });
  return [...signals, ...coverage];
}
