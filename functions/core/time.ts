/** The time library, imported here once so that it can be dropped when the runtime has Temporal itself. */
export { Temporal } from 'temporal-polyfill';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/** A calendar date, `2023-02-22`. */
export const DateString = z.iso.date();

/** A local time of day, `08:20`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:20');

/** An instant as RFC 3339 with an offset, `2023-02-21T14:11:00-06:00`. */
export const Timestamp = z.iso.datetime({ offset: true });

/** RFC 3339 of an instant in the district's zone with its offset, to the second. */
export function formatInstant(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The instant of an RFC 3339 text. Throws a `RangeError` when the text is none. */
export function parseInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text);
}

/** The instant at which a local date and time of day happen; in the gap of spring the later, in the fold of autumn the earlier one. */
export function instantOf(date: string, timeOfDay: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: timeOfDay }).toInstant();
}

/** The minutes from one time of day to a later one of the same day: `08:20` to `14:50` are 390. */
export function minutesBetween(from: string, to: string): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(to) - minutes(from);
}

/** The local date of an instant, `2023-02-22`. */
export function localDate(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The local time of day of an instant, `08:20`. */
export function localTime(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** `a` before `b`: negative, the same: 0, after: positive. */
export function compareInstants(a: Temporal.Instant, b: Temporal.Instant): number {
  return Temporal.Instant.compare(a, b);
}

/** Every date from `first` to `last`, both included; empty when `last` is before `first`. */
export function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  const end = Temporal.PlainDate.from(last);
  for (let d = Temporal.PlainDate.from(first); Temporal.PlainDate.compare(d, end) <= 0; d = d.add({ days: 1 })) {
    dates.push(d.toString());
  }
  return dates;
}
