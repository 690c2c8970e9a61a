import type { Flaw } from '../core/errors.ts';
import { idsOf, repeated, unknownSchools, type ReadableList } from './cross-check-ids.ts';
import type { ReadableDistrict } from './readable-district.ts';

/** A school year as far as it can be read. */
export type ReadableYear = NonNullable<ReadableDistrict['schoolYears'][number]>;

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
  const closed = new Map<string, string>();
  const added = new Map<string, string>();
  const lists = [
    ['noSchool', closed],
    ['noStudents', closed],
    // An added day may well be a holiday: that is what it makes up for.
    ['addedDays', added],
  ] as const;
  return lists
    .flatMap(([list, everybody]) =>
      year[list].flatMap((item, i) => {
        if (item?.date === undefined) return [];
        const here = `${path}.${list}[${i}]`;
        const flaws = [...outside(year, item.date, here), ...checkWho(item, schools, here)];
        if (item.schools === undefined && item.levels === undefined) {
          const taken = everybody.get(item.date);
          if (taken !== undefined)
            flaws.push({ path: here, message: `${item.date} is already in ${taken} for everybody` });
          everybody.set(item.date, list);
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

/** Schools and levels of something that may name either. */
export function checkWho(
  { schools, levels }: { schools?: ReadableList<string> | undefined; levels?: ReadableList<string> | undefined },
  known: ReadonlySet<string>,
  path: string,
): Flaw[] {
  return [
    ...unknownSchools(schools, known, `${path}.schools`),
    ...(schools !== undefined && levels !== undefined
      ? [{ path, message: 'names schools and levels; give one of them' }]
      : []),
    ...(schools === undefined && levels?.length === 0 ? [{ path: `${path}.levels`, message: 'names no level' }] : []),
  ];
}

/** A date that lies outside its school year. */
export function outside({ first, last }: ReadableYear, date: string, path: string): Flaw[] {
  if (first === undefined || last === undefined || (first <= date && date <= last)) return [];
  return [{ path, message: `${date} is outside the school year, ${first} to ${last}` }];
}
