import type { District } from '../calendar/district.ts';
import type { WriteIssued } from '../declarations/rendering.ts';
import { parseInstant } from '../core/time.ts';
import { wordingOf } from './known-wording.ts';

/** Longest minute of issue that any wording writes, in UTF-16 units: what a limit sets aside for the slot. */
export const longestIssued = 32;

/** The minute of issue, `Tue 2:11 p.m.`, in every language in which a notice of the district is written. */
export const writeIssued: WriteIssued = (at, district) => {
  const local = parseInstant(at).toZonedDateTimeISO(district.timeZone);
  const issued = languagesOf(district).map((language): [string, string] => {
    const { dates } = wordingOf(language);
    return [language, `${dates.weekday(local.dayOfWeek)} ${dates.time(local.hour, local.minute)}`];
  });
  return Object.fromEntries(issued);
};

/** The district's languages, and those of its channels where they differ; each once. */
export function languagesOf(district: District): string[] {
  const ofChannels = [district.channels['google-classroom']?.language, district.channels.teams?.language];
  return [...new Set([...district.languages, ...ofChannels.filter((language) => language !== undefined)])];
}
