import type { Flaw } from '../core/errors.ts';
import { idsOf } from './cross-check-ids.ts';
import { checkWho, outside, type ReadableYear } from './cross-check-years.ts';
import type { ReadableDistrict } from './readable-district.ts';

type Variant = NonNullable<ReadableYear['bellVariants'][number]>;

/** Days, schools and hours of every bell variant. */
export function checkBells(district: ReadableDistrict): Flaw[] {
  const schools = idsOf(district.schools);
  return district.schoolYears.flatMap((year, i) =>
    (year?.bellVariants ?? []).flatMap((variant, j) => {
      if (year === undefined || variant === undefined) return [];
      const path = `schoolYears[${i}].bellVariants[${j}]`;
      return [
        ...checkDays(year, variant, path),
        ...checkWho(variant, schools, path),
        ...checkHours(district, variant, path),
      ];
    }),
  );
}

function checkDays(year: ReadableYear, { weekday, dates }: Variant, path: string): Flaw[] {
  if ((weekday === undefined) === (dates === undefined)) {
    return [{ path, message: 'says on which weekday or on which dates it holds: give one of them' }];
  }
  return (dates ?? []).flatMap((date, i) => (date === undefined ? [] : outside(year, date, `${path}.dates[${i}]`)));
}

/** A variant that gives one hour alone must fit the other one of every school and division that it is about. */
function checkHours(district: ReadableDistrict, variant: Variant, path: string): Flaw[] {
  if (variant.start === undefined && variant.end === undefined) {
    return [{ path, message: 'changes nothing: give a start or an end' }];
  }
  const ownHours = variant.start === undefined || variant.end === undefined;
  for (const place of placesConcerned(district, variant)) {
    const start = variant.start ?? place.start;
    const end = variant.end ?? place.end;
    if (start === undefined || end === undefined || start < end) continue;
    const where = ownHours ? ` at ${place.name}` : '';
    return [{ path, message: `ends at ${end}, which is not after its start at ${start}${where}` }];
  }
  return [];
}

type PlaceHours = { readonly name: string; readonly start?: string | undefined; readonly end?: string | undefined };

function placesConcerned({ schools }: ReadableDistrict, variant: Variant): PlaceHours[] {
  const isOf = (level: string | undefined): boolean => variant.levels?.includes(level) ?? true;
  return schools.flatMap((school): PlaceHours[] => {
    if (school?.id === undefined || !(variant.schools?.includes(school.id) ?? true)) return [];
    const { id, level, start, end, divisions } = school;
    if (divisions.length === 0) return isOf(level) ? [{ name: id, start, end }] : [];
    return divisions
      .filter((division) => isOf(division?.level))
      .map((division) => ({
        name: `${id}/${division?.id ?? '?'}`,
        start: division?.start ?? start,
        end: division?.end ?? end,
      }));
  });
}
