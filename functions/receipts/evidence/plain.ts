import { parseInstant, Temporal } from '../../core/time.ts';
import type { ChannelName } from '../../names.ts';
import type { EntryKind } from '../../declarations/entry.ts';
import type { DayType } from '../../calendar/day-type.ts';
import { unitIdsOfSchool } from '../../calendar/units.ts';
import type { RecordedDistrict } from './record.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A date as people write it: `Wed Feb 22, 2023`. */
export function plainDate(date: string): string {
  const { dayOfWeek, month, day, year } = Temporal.PlainDate.from(date);
  return `${weekdays[dayOfWeek - 1]} ${months[month - 1]} ${day}, ${year}`;
}

/** A moment on the district's clocks: `Tue Feb 21, 2023, 2:11:30 p.m.` */
export function plainTime(at: string, timeZone: string): string {
  const local = parseInstant(at).toZonedDateTimeISO(timeZone);
  const { hour, minute, second } = local;
  const two = (part: number): string => String(part).padStart(2, '0');
  const time = `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(second)} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
  return `${plainDate(local.toPlainDate().toString())}, ${time}`;
}

/** What an entry is called where nobody knows our words. */
export const entryNames: Readonly<Record<EntryKind, string>> = {
  Declared: 'Declared',
  Approved: 'Approved',
  Rejected: 'Rejected',
  Lapsed: 'Lapsed: nobody approved it in time',
  Withdrawn: 'Stopped before anything was posted',
  Held: 'Stopped for ten minutes',
  Amended: 'Changed',
  Corrected: 'Wording corrected',
  Retracted: 'Taken back',
  Resumed: 'Way back to school announced',
  Reviewed: 'Looked at again, and kept',
  Told: 'Outside channel noted',
  Reached: 'Receipts sealed',
  DayClosed: 'Closed',
  Dismissed: 'Proposal dismissed',
  Unknown: 'Of a kind that this version cannot read',
};

/** Day types in public words. */
export const dayTypeNames: Readonly<Record<DayType, string>> = {
  'e-learning': 'E-learning',
  closed: 'Closed',
  'late-start': 'Late start',
  'early-dismissal': 'Early dismissal',
  'programs-only': 'Programs and events change, school does not',
  regular: 'Regular school day',
};

const channels: Readonly<Record<ChannelName, string>> = {
  'google-classroom': 'Google Classroom',
  teams: 'Microsoft Teams',
  sns: 'Messages',
};

/** A channel by the name that people know it by; one that a later version added by its own. */
export function channelName(channel: string): string {
  return Object.entries(channels).find(([name]) => name === channel)?.[1] ?? channel;
}

/** A school, or a division of one, by its name; a place that the district file does not have by its id. */
export function placeName({ schools }: Pick<RecordedDistrict, 'schools'>, unitId: string): string {
  const [schoolId, divisionId] = unitId.split('/');
  const school = schools.find(({ id }) => id === schoolId);
  if (school === undefined) return unitId;
  const division = school.divisions.find(({ id }) => id === divisionId);
  return division === undefined ? school.name : `${school.name}, ${division.name}`;
}

/**
 * Units by name: a school whose divisions are all meant, or its classes of no one division, by its own; `All schools` where nothing is left out.
 */
export function placeNames({ schools }: Pick<RecordedDistrict, 'schools'>, unitIds: readonly string[]): string {
  const wanted = new Set(unitIds);
  const isWhole = (school: RecordedDistrict['schools'][number]): boolean =>
    wanted.has(school.id) || unitIdsOfSchool(school).every((unit) => wanted.has(unit));
  if (schools.every(isWhole)) return 'All schools';
  const names = schools.flatMap((school) => {
    if (isWhole(school)) return [school.name];
    return unitIdsOfSchool(school)
      .filter((unit) => wanted.has(unit))
      .map((unit) => placeName({ schools }, unit));
  });
  return names.join('; ');
}

/** Words without mail addresses: whose they are is nobody's business years later. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/g, '(address)');
}
