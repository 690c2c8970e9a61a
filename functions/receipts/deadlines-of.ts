import type { District } from '../calendar/district.ts';
import { schoolIdOf } from '../calendar/units.ts';
import { formatInstant, instantOf, parseInstant } from '../core/time.ts';
import type { Entry } from '../declarations/entry.ts';
import { decideBySchool } from '../law/decide-by-school.ts';
import { decideBy } from '../law/decide-by.ts';
import type { LawPack } from '../law/pack.ts';
import type { PostBy } from './place-figures.ts';

/** What an entry is measured by: the district file and the law that it was decided under. */
export type Yardstick = { readonly district: District; readonly pack: LawPack };

/**
 * By when each school should have had the words of an entry: what its first day that was still ahead asks for. A divided school has its
 * earliest division's. Empty for what concerns programs alone, and for days that had begun everywhere.
 */
export function deadlinesOf({ content, at }: Pick<Entry, 'content' | 'at'>, { district, pack }: Yardstick): PostBy[] {
  if (content === undefined) return [];
  const { declaration, days, said = days } = content;
  const query = { district, pack, days: said, programs: declaration.programs, reachSeconds: 0, now: parseInstant(at) };
  const { date } = decideBy(query);
  if (date === undefined) return [];
  const written = (instant: Parameters<typeof formatInstant>[0]): string => formatInstant(instant, district.timeZone);
  const bySchool = new Map<string, PostBy>();
  // The earliest start comes first.
  for (const { schools, startsAt, legalDeadline, decideBy: decide } of decideBySchool(query)) {
    for (const schoolId of schools.map(schoolIdOf).filter((id) => !bySchool.has(id))) {
      bySchool.set(schoolId, {
        schoolId,
        startsAt: written(instantOf(date, startsAt, district.timeZone)),
        ...(legalDeadline === undefined ? {} : { legalDeadline: written(legalDeadline) }),
        ...(decide === undefined ? {} : { decideBy: written(decide) }),
      });
    }
  }
  return [...bySchool.values()].toSorted((a, b) => (a.schoolId < b.schoolId ? -1 : 1));
}
