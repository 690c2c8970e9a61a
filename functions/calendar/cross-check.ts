import type { Flaw } from '../core/errors.ts';
import { Temporal } from '../core/time.ts';
import { checkBells } from './cross-check-bells.ts';
import { idsOf, repeated, unknownIds } from './cross-check-ids.ts';
import { checkHooks } from './cross-check-hooks.ts';
import { checkDayTypes } from './cross-check-policy.ts';
import { checkOutsideChannels, checkPartners, checkPrograms, checkSchools } from './cross-check-schools.ts';
import { checkTools } from './cross-check-tools.ts';
import { checkYears } from './cross-check-years.ts';
import type { ReadableDistrict } from './readable-district.ts';
import { states } from './states.ts';

/** What a schema cannot see: names of things that are not there, times and dates at odds with each other, one id given twice. */
export function crossCheck(district: ReadableDistrict): Flaw[] {
  return [
    ...checkPlace(district),
    ...checkLanguages(district),
    ...checkSchools(district),
    ...checkYears(district),
    ...checkBells(district),
    ...checkDayTypes(district),
    ...checkPrograms(district),
    ...checkTools(district),
    ...checkHooks(district),
    ...repeated(district.staffGroups, 'staffGroups'),
    ...checkOutsideChannels(district),
    ...checkPartners(district),
    ...repeated(district.administrators, 'administrators'),
    ...unknownIds(district.duty?.people ?? [], idsOf(district.administrators), 'administrator', 'duty.people'),
    ...repeated(district.channels.teams?.serviceUsers ?? [], 'channels.teams.serviceUsers'),
  ];
}

function checkPlace({ state, timeZone }: ReadableDistrict): Flaw[] {
  const flaws: Flaw[] = [];
  if (state !== undefined && /^[A-Z]{2}$/.test(state) && !states.has(state)) {
    flaws.push({ path: 'state', message: `${state} is not a state, territory or DC` });
  }
  if (timeZone !== undefined && timeZone !== '' && !isZone(timeZone)) {
    flaws.push({ path: 'timeZone', message: `${timeZone} is not a time zone such as America/Chicago` });
  }
  return flaws;
}

/** Offsets and abbreviations such as `-06:00` and `EST` are refused: they know no daylight-saving time, so every bell of the summer half would be off. */
function isZone(timeZone: string): boolean {
  if (!timeZone.includes('/') && timeZone !== 'UTC') return false;
  try {
    return new Temporal.ZonedDateTime(0n, timeZone).timeZoneId !== '';
  } catch {
    return false;
  }
}

function checkLanguages(district: ReadableDistrict): Flaw[] {
  const { channels } = district;
  const languages = new Set(district.languages.filter((code) => code !== undefined));
  // A list that cannot be read would make every language look foreign.
  if (languages.size === 0) languages.add('en');
  const used = [
    { path: 'channels.google-classroom.language', language: channels['google-classroom']?.language },
    { path: 'channels.teams.language', language: channels.teams?.language },
    ...Object.keys(district.standing).map((language) => ({ path: `standing.${language}`, language })),
  ];
  return [
    ...repeated(
      district.languages.map((id) => ({ id })),
      'languages',
    ).map((flaw) => ({ ...flaw, path: flaw.path.replace(/\.id$/, '') })),
    ...used.flatMap(({ path, language }) =>
      language === undefined || languages.has(language)
        ? []
        : [{ path, message: `${language} is not among the district's languages (${[...languages].join(', ')})` }],
    ),
  ];
}
