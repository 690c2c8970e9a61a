import { partnersWithoutBuses } from '../calendar/partners-without-buses.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import { plainWords } from './plain-words.ts';
import { writeDates } from './write-dates.ts';
import type { Wording } from './wording.ts';

/** Partners whose students have no bus because ours do not run, each with its dates (USERS V26): `St. Mark (Wed Feb 22)`. */
export function partnerLines({ district, days }: NoticeBrief, wording: Wording): string[] {
  return partnersWithoutBuses(district, days).map(
    ({ partner, dates }) => `${plainWords(partner.name, 80)} (${writeDates(dates, wording)})`,
  );
}
