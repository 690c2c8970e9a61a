import { localDate, Temporal } from '../core/time.ts';
import type { Duty } from './duty.ts';

/** The people of a duty roster in the order in which they are asked at a moment: whose turn it is, then whose turn is next. */
export function onDuty({ people, from, turnDays }: Duty, now: Temporal.Instant, timeZone: string): string[] {
  // A night belongs to whoever had the evening.
  const day = Temporal.PlainDate.from(localDate(now.subtract({ hours: 12 }), timeZone));
  const turn = Math.floor(Temporal.PlainDate.from(from).until(day, { largestUnit: 'days' }).days / turnDays);
  const first = ((turn % people.length) + people.length) % people.length;
  return [...people.slice(first), ...people.slice(0, first)];
}
