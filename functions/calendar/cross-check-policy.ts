import type { Flaw } from '../core/errors.ts';
import type { ReadableDistrict } from './readable-district.ts';

/** One level has one policy: of two, the second would silently never hold. */
export function checkDayTypes({ policy }: ReadableDistrict): Flaw[] {
  const seen = new Set<string>();
  return policy.dayTypes.flatMap((one, i) =>
    (one?.levels ?? []).flatMap((level, j) => {
      if (level === undefined) return [];
      if (!seen.has(level)) {
        seen.add(level);
        return [];
      }
      return [{ path: `policy.dayTypes[${i}].levels[${j}]`, message: `${level} has its policy already` }];
    }),
  );
}
