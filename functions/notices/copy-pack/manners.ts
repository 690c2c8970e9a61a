import { Temporal } from '../../core/time.ts';
import type { DayFact } from '../notice-facts.ts';
import { dateParts } from '../write-dates.ts';
import type { Wording } from '../wording.ts';
import type { CopyWording } from './copy-wording.ts';

/** Days ahead on which a weekday alone names a date. */
const nearDays = 6;

/** A language's words with other dates in them, and how a range of them is tightened. */
export type Manner = { readonly wording: Wording; readonly tidy: (text: string) => string };

/** As notices are written. */
export function written(wording: Wording): Manner {
  return { wording, tidy: (text) => text };
}

/** Read aloud: dates and times in words, kinds of day without capitals. */
export function spoken(wording: Wording, copy: CopyWording): Manner {
  return {
    wording: { ...wording, dates: copy.spoken, headings: inLowerCase(wording.headings) },
    tidy: (text) => text.replaceAll(' – ', ` ${copy.through} `),
  };
}

/** Dates without weekdays: `Feb 22–Feb 24`. */
export function short(wording: Wording, copy: CopyWording): Manner {
  return { wording: { ...wording, dates: { ...wording.dates, date: copy.shortDate } }, tidy: tightened };
}

/** Weekdays alone, `Wed–Fri`, as lists of closings have them; undefined where a date is not within the coming week. */
export function weekdays(wording: Wording, days: readonly DayFact[], today: string): Manner | undefined {
  const last = Temporal.PlainDate.from(today).add({ days: nearDays }).toString();
  if (days.some(({ date }) => date < today || date > last)) return undefined;
  const date: Wording['dates']['date'] = (parts) => wording.dates.weekday(parts.weekday);
  return { wording: { ...wording, dates: { ...wording.dates, date } }, tidy: tightened };
}

/** The first and the last of some dates, whatever lies between them. */
export function span(days: readonly DayFact[], { wording, tidy }: Manner): string {
  const dates = days.map(({ date }) => date).toSorted();
  const ends = [...new Set([dates[0], dates.at(-1)])].flatMap((date) => date ?? []);
  return tidy(ends.map((date) => wording.dates.date(dateParts(date))).join(' – '));
}

function tightened(text: string): string {
  return text.replaceAll(' – ', '–');
}

function inLowerCase(headings: Wording['headings']): Wording['headings'] {
  return {
    'e-learning': headings['e-learning'].toLowerCase(),
    closed: headings.closed.toLowerCase(),
    'late-start': headings['late-start'].toLowerCase(),
    'early-dismissal': headings['early-dismissal'].toLowerCase(),
    'programs-only': headings['programs-only'].toLowerCase(),
    regular: headings.regular.toLowerCase(),
    'as-planned': headings['as-planned'].toLowerCase(),
    'sent-home': headings['sent-home'].toLowerCase(),
    'sent-home-online': headings['sent-home-online'].toLowerCase(),
  };
}
