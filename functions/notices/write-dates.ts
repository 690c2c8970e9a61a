import { parseInstant, Temporal } from '../core/time.ts';
import type { DateParts, Wording } from './wording.ts';

/** A date taken apart. */
export function dateParts(date: string): DateParts {
  const { year, month, day, dayOfWeek } = Temporal.PlainDate.from(date);
  return { year, month, day, weekday: dayOfWeek };
}

/** Dates as ranges of neighbours, `Wed Feb 22 – Fri Feb 24, Mon Feb 27`; with the year after the last date of each range when asked. */
export function writeDates(dates: readonly string[], wording: Wording, withYear = false): string {
  const short = (date: string): string => wording.dates.date(dateParts(date));
  const write = (date: string): string => (withYear ? wording.dates.dateWithYear(dateParts(date)) : short(date));
  return ranges(dates)
    .map(({ first, last }) => {
      if (first === last) return write(first);
      const sameYear = first.slice(0, 4) === last.slice(0, 4);
      return `${sameYear ? short(first) : write(first)} – ${write(last)}`;
    })
    .join(', ');
}

/** A local time of day, `08:20`, as the language writes it. */
export function writeTime(timeOfDay: string, wording: Wording): string {
  const { hour, minute } = Temporal.PlainTime.from(timeOfDay);
  return wording.dates.time(hour, minute);
}

/** A moment with its date: `Thu Feb 23, 6:00 p.m.` */
export function writeMoment(timestamp: string, timeZone: string, wording: Wording): string {
  const local = parseInstant(timestamp).toZonedDateTimeISO(timeZone);
  const { year, month, day, dayOfWeek } = local;
  const date = wording.dates.date({ year, month, day, weekday: dayOfWeek });
  return `${date}, ${wording.dates.time(local.hour, local.minute)}`;
}

function ranges(dates: readonly string[]): { first: string; last: string }[] {
  const found: { first: string; last: string }[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const open = found.at(-1);
    if (open && Temporal.PlainDate.from(open.last).add({ days: 1 }).toString() === date) open.last = date;
    else found.push({ first: date, last: date });
  }
  return found;
}
