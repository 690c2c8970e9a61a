import { localDate } from '../../core/time.ts';
import type { Facts } from '../facts.ts';

/** Break-glass is for what cannot wait until somebody can sign in again. */
const reachHours = 48;

/** The first and the last date that break-glass reaches now: today, and the one on which 48 hours end. */
export function withinReach({ district, clocks }: Pick<Facts, 'district' | 'clocks'>): { first: string; last: string } {
  const now = clocks.calendar.now();
  const { timeZone } = district;
  return { first: localDate(now, timeZone), last: localDate(now.add({ hours: reachHours }), timeZone) };
}
