import * as z from 'zod';

/** Where a list goes on: handed back as it came, its content is nobody's business. */
export const Cursor = z.string().regex(/^[A-Za-z0-9_-]{1,512}$/, 'the cursor of an earlier answer, unchanged');

/** What every list takes: items a page (100 where nothing is said) and where to go on. */
export const PageQuery = z.strictObject({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a list; without `cursor` it is the last one. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; cursor: z.ZodOptional<typeof Cursor> }> {
  return z.object({ items: z.array(item), cursor: Cursor.optional() });
}
