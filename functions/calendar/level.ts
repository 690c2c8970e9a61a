import * as z from 'zod';

/** Whom a school, or a division of one, teaches. */
export const Level = z.enum(['early-childhood', 'elementary', 'middle', 'high', 'transition', 'alternative', 'adult']);
export type Level = z.infer<typeof Level>;
