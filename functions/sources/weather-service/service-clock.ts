import type { Clocks } from '../../core/clock.ts';
import type { Temporal } from '../../core/time.ts';

/** Two clocks that differ by more are not both right. */
const toleratedMs = 5 * 60_000;

/** By which time an answer is read, and whether the service's clock contradicts ours. */
export type ServiceClock = { readonly now: Temporal.Instant; readonly differs: boolean };

/**
 * Our time beside the `Date` of an answer. Where they contradict each other the earlier of both is given, so that nothing is over by a
 * clock that is wrong. It is the machine's clock that is compared: the calendar is moved in a story while the wire's is not.
 */
export function clockOf(headers: Headers, { calendar, machine }: Clocks): ServiceClock {
  const now = calendar.now();
  const dateMs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(dateMs)) return { now, differs: false };
  // A cache gives the date at which it took the answer in, and how many seconds ago that was.
  const ageMs = Number(headers.get('age') ?? 0) * 1000 || 0;
  const aheadMs = machine.now() - (dateMs + ageMs);
  if (Math.abs(aheadMs) <= toleratedMs) return { now, differs: false };
  return { now: aheadMs > 0 ? now.subtract({ milliseconds: aheadMs }) : now, differs: true };
}
