import * as z from 'zod';
import type { PageQuery } from './contract/page.ts';
import { BadCursor } from './errors.ts';

/** Where a page ended: the key of its last item. */
const Position = z.tuple([z.string().min(1).max(300)]);

/** A page of a list that is there whole. The cursor names the last item shown, so that what comes and goes before it shifts nothing. */
export function pageThrough<T>(
  items: readonly T[],
  { cursor, limit }: PageQuery,
  keyOf: (item: T) => string,
): { readonly items: T[]; readonly cursor?: string } {
  const from = cursor === undefined ? 0 : after(items, cursor, keyOf);
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  const hasMore = from + limit < items.length;
  return { items: page, ...(hasMore && last !== undefined ? { cursor: encoded(keyOf(last)) } : {}) };
}

function after<T>(items: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  const key = decoded(cursor);
  const index = items.findIndex((item) => keyOf(item) === key);
  if (index >= 0) return index + 1;
  throw new BadCursor('The cursor is none of this list, or what it pointed at is gone: begin again without one.');
}

function encoded(key: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify([key]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function decoded(cursor: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return Position.parse(JSON.parse(new TextDecoder().decode(bytes)))[0];
  } catch {
    return undefined;
  }
}
