import * as z from 'zod';

/** The query of a decision that can be looked at first: with `preview=1` nothing is written and no key is needed. */
export const lookOrDo = {
  query: z.strictObject({ preview: z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).default(false) }),
  onlyLooks: ({ preview }: { readonly preview: boolean }): boolean => preview,
} as const;
