import type { Flaw } from '../core/errors.ts';
import { didYouMean } from './nearest-id.ts';

/** A list in which something may have been unreadable. */
export type ReadableList<T> = readonly (T | undefined)[];

/** Every id that stands a second time in a list. */
export function repeated(items: ReadableList<{ id?: string | undefined }>, path: string): Flaw[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    if (item?.id === undefined) return [];
    if (seen.has(item.id)) return [{ path: `${path}[${i}].id`, message: `${item.id} is already taken in this list` }];
    seen.add(item.id);
    return [];
  });
}

/** Every id of a list that is not a known school. `all` names nobody in particular; a list that names nobody is a flaw. */
export function unknownSchools(
  ids: 'all' | ReadableList<string> | undefined,
  known: ReadonlySet<string>,
  path: string,
): Flaw[] {
  // Without a readable list of schools every id would look unknown.
  if (ids === undefined || ids === 'all' || known.size === 0) return [];
  return ids.length === 0 ? [{ path, message: 'names no school' }] : unknownIds(ids, known, 'school', path);
}

/** Every id of a list that is not known, with the nearest one that is. */
export function unknownIds(ids: ReadableList<string>, known: ReadonlySet<string>, what: string, path: string): Flaw[] {
  return ids.flatMap((id, i) =>
    id === undefined || known.has(id)
      ? []
      : [{ path: `${path}[${i}]`, message: `unknown ${what} ${id}${didYouMean(id, known)}` }],
  );
}

/** The ids of a list. */
export function idsOf(items: ReadableList<{ id?: string | undefined }>): Set<string> {
  return new Set(items.flatMap((item) => item?.id ?? []));
}
