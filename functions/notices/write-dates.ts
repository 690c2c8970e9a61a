import { parseInstant, Temporal } from '../core/time.ts';
import type { DateParts, Wording } from './wording.ts';

/** Days since 1970 of a date: plain arithmetic, because a long preview writes dates ten thousand times. */
function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** A date taken apart. 1 January 1970 was a Thursday. */
export function dateParts(date: string): DateParts {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day, weekday: ((dayNumber(date) + 3) % 7) + 1 };
}

/** Dates as ranges of neighbours, `Wed Feb 22 – Fri Feb 24, Mon Feb 27`; with the year after the last date of each range when asked. */
export function writeDates(dates: readonly string[], wording: Wording, withYear = false): string {
  return writeRanges(dates, wording, withYear)
    .map((range) => range.text)
    .join(', ');
}

/** The same, range by range, each with the number of its dates. */
function writeRanges(
  dates: readonly string[],
  wording: Wording,
  withYear = false,
): { readonly text: string; readonly count: number }[] {
  const short = (date: string): string => wording.dates.date(dateParts(date));
  const write = (date: string): string => (withYear ? wording.dates.dateWithYear(dateParts(date)) : short(date));
  return ranges(dates).map(({ first, last, count }) => {
    if (first === last) return { text: write(first), count };
    const sameYear = first.slice(0, 4) === last.slice(0, 4);
    return { text: `${sameYear ? short(first) : write(first)} – ${write(last)}`, count };
  });
}

/** The first ranges of dates, as many as `limit` UTF-16 units hold but at least one, and how many dates more there are. */
export function writeFirstDates(dates: readonly string[], wording: Wording, limit: number): string {
  const ranges = writeRanges(dates, wording);
  let shown = ranges.slice(0, 1);
  for (const range of ranges.slice(1)) {
    const longer = [...shown, range];
    if (longer.reduce((sum, one) => sum + one.text.length + 2, 0) > limit) break;
    shown = longer;
  }
  const hidden = ranges.slice(shown.length).reduce((sum, range) => sum + range.count, 0);
  const text = shown.map((range) => range.text).join(', ');
  return hidden > 0 ? `${text} ${wording.dates.moreDates(hidden)}` : text;
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

function ranges(dates: readonly string[]): { first: string; last: string; count: number }[] {
  const found: { first: string; last: string; count: number }[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const open = found.at(-1);
    if (open && dayNumber(date) - dayNumber(open.last) === 1) {
      open.last = date;
      open.count += 1;
    } else found.push({ first: date, last: date, count: 1 });
  }
  return found;
}
