import type { Flaw } from '../core/errors.ts';
import { idsOf, repeated, unknownSchools } from './cross-check-ids.ts';
import type { ReadableDistrict } from './readable-district.ts';

type Hours = { readonly start?: string | undefined; readonly end?: string | undefined };

/** Ids and hours of schools and their divisions. */
export function checkSchools({ schools }: ReadableDistrict): Flaw[] {
  const flaws = repeated(schools, 'schools');
  for (const [i, school] of schools.entries()) {
    if (school === undefined) continue;
    const path = `schools[${i}]`;
    flaws.push(...wrongHours(school, path), ...repeated(school.divisions, `${path}.divisions`));
    for (const [j, division] of school.divisions.entries()) {
      const { start, end } = division ?? {};
      // A division without hours of its own has its school's, whose flaw is listed once already.
      if (start === undefined && end === undefined) continue;
      flaws.push(...wrongHours({ start: start ?? school.start, end: end ?? school.end }, `${path}.divisions[${j}]`));
    }
  }
  return flaws;
}

function wrongHours({ start, end }: Hours, path: string): Flaw[] {
  // Times of day order as text.
  if (start === undefined || end === undefined || start < end) return [];
  return [{ path: `${path}.end`, message: `ends at ${end}, which is not after its start at ${start}` }];
}

/** Ids and schools of the channels that are not ours. */
export function checkOutsideChannels({ outsideChannels, schools }: ReadableDistrict): Flaw[] {
  const known = idsOf(schools);
  const flaws = outsideChannels.flatMap((channel, i) =>
    unknownSchools(channel?.schools, known, `outsideChannels[${i}].schools`),
  );
  return [...repeated(outsideChannels, 'outsideChannels'), ...flaws];
}

/** Ids, hours and schools of programs. */
export function checkPrograms(district: ReadableDistrict): Flaw[] {
  const known = idsOf(district.schools);
  const flaws = repeated(district.programs, 'programs');
  for (const [i, program] of district.programs.entries()) {
    if (program === undefined) continue;
    flaws.push(...unknownSchools(program.schools, known, `programs[${i}].schools`));
    const { opens, closes } = program;
    if (opens !== undefined && closes !== undefined && opens >= closes) {
      flaws.push({
        path: `programs[${i}].closes`,
        message: `closes at ${closes}, which is not after it opens at ${opens}`,
      });
    }
  }
  return flaws;
}

/** Ids and schools of partners. */
export function checkPartners({ partners, schools }: ReadableDistrict): Flaw[] {
  const known = idsOf(schools);
  return [
    ...repeated(partners, 'partners'),
    ...partners.flatMap((partner, i) => unknownSchools(partner?.schools, known, `partners[${i}].schools`)),
  ];
}
