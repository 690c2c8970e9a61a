import * as z from 'zod';

const flag = z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).default(false);

/**
 * The query of a decision that can be looked at first: with `preview=1` nothing is written and no key is needed, and with `texts=1` beside it the
 * copy pack comes too.
 */
export const lookOrDo = {
  query: z
    .strictObject({ preview: flag, texts: flag })
    .refine(({ preview, texts }) => preview || !texts, { path: ['texts'], message: 'texts=1 goes with preview=1' }),
  onlyLooks: ({ preview }: { readonly preview: boolean }): boolean => preview,
} as const;
