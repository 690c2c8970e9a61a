import type { Flaw } from '../core/errors.ts';
import { idsOf, repeated, unknownSchools } from './cross-check-ids.ts';
import type { ReadableDistrict } from './readable-district.ts';

type ReadableYear = NonNullable<ReadableDistrict['schoolYears'][number]>;

/** Ids, spans and dates of the school years. A year's id is the key of its ledger for ever, so it must say which year it is. */
export function checkYears(district: ReadableDistrict): Flaw[] {
  const schools = idsOf(district.schools);
  return [
    ...repeated(district.schoolYears, 'schoolYears'),
    ...district.schoolYears.flatMap((year, i) => {
      if (year === undefined) return [];
      const path = `schoolYears[${i}]`;
      return [...checkSpan(year, path), ...checkOverlap(district, i, path), ...checkDates(year, schools, path)];
    }),
  ];
}

function checkSpan({ id, first, last }: ReadableYear, path: string): Flaw[] {
  const flaws: Flaw[] = [];
  if (first !== undefined && last !== undefined && first >= last) {
    flaws.push({ path: `${path}.last`, message: `${last} is not after the first day, ${first}` });
  }
  const named = /^(\d{4})-(\d{2})$/.exec(id ?? '');
  if (named === null) return flaws;
  const begins = Number(named[1]);
  const says = [String(begins), String(begins + 1)];
  if (says[1]?.slice(2) !== named[2]) {
    flaws.push({
      path: `${path}.id`,
      message: `${id} should name two years that follow each other, such as ${begins}-${says[1]?.slice(2)}`,
    });
  } else if ([first, last].some((date) => date !== undefined && !says.includes(date.slice(0, 4)))) {
    flaws.push({ path: `${path}.id`, message: `${id} is not the school year of ${first ?? '?'} to ${last ?? '?'}` });
  }
  return flaws;
}

function checkOverlap({ schoolYears }: ReadableDistrict, at: number, path: string): Flaw[] {
  const year = schoolYears[at];
  return schoolYears.slice(0, at).flatMap((other) => {
    if (!year?.first || !year.last || !other?.first || !other.last) return [];
    if (year.last < other.first || other.last < year.first) return [];
    return [
      { path: `${path}.first`, message: `overlaps ${other.id ?? 'another year'}, ${other.first} to ${other.last}` },
    ];
  });
}

function checkDates(year: ReadableYear, schools: ReadonlySet<string>, path: string): Flaw[] {
  const everybody = new Map<string, string>();
  return (['noSchool', 'noStudents'] as const)
    .flatMap((list) =>
      year[list].flatMap((item, i) => {
        if (item?.date === undefined) return [];
        const here = `${path}.${list}[${i}]`;
        const flaws = [...outside(year, item.date, here), ...unknownSchools(item.schools, schools, `${here}.schools`)];
        if (item.schools !== undefined && item.levels !== undefined) {
          flaws.push({ path: here, message: 'names schools and levels; give one of them' });
        } else if (item.schools === undefined && item.levels === undefined) {
          const taken = everybody.get(item.date);
          if (taken !== undefined)
            flaws.push({ path: here, message: `${item.date} is already in ${taken} for everybody` });
          everybody.set(item.date, list);
        } else if (item.levels?.length === 0) {
          flaws.push({ path: `${here}.levels`, message: 'names no level' });
        }
        return flaws;
      }),
    )
    .concat(
      year.daysUsedBefore.flatMap((used, i) => {
        const here = `${path}.daysUsedBefore[${i}]`;
        return [
          ...(used?.date === undefined ? [] : outside(year, used.date, `${here}.date`)),
          ...unknownSchools(used?.schools, schools, `${here}.schools`),
        ];
      }),
    );
}

function outside({ first, last }: ReadableYear, date: string, path: string): Flaw[] {
  if (first === undefined || last === undefined || (first <= date && date <= last)) return [];
  return [{ path, message: `${date} is outside the school year, ${first} to ${last}` }];
}
