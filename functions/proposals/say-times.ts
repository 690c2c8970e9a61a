import { Temporal } from '../core/time.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A timestamp of the district's own zone in a change: `2023-02-23 18:00`. */
export function writeTime(timestamp: string): string {
  return timestamp.slice(0, 16).replace('T', ' ');
}

/** A date as administrators read it on a phone: `Wed Feb 22`. */
export function sayDate(date: string): string {
  const { dayOfWeek, month, day } = Temporal.PlainDate.from(date);
  return `${weekdays[dayOfWeek - 1]} ${months[month - 1]} ${day}`;
}

/** A timestamp of the district's own zone, `Wed Feb 22, 4:58 a.m.`: its full stop can end a sentence. */
export function sayTime(timestamp: string): string {
  const { hour, minute } = Temporal.PlainTime.from(timestamp.slice(0, 19));
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')}`;
  return `${sayDate(timestamp.slice(0, 10))}, ${clock} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}
