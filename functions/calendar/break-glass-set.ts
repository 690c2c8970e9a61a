import * as z from 'zod';
import { Slug } from './slug.ts';

const Name = z.string().min(1).max(80);

/**
 * The set of two printed halves with which two people may declare when nobody can sign in (S-07). It is valid once; a new one has a name of its
 * own and comes by deployment. How the board contact is reached stands in the deployment file: addresses do not belong into the record.
 */
export const BreakGlassSet = z.strictObject({
  /** Printed on both halves, and as hard to guess as `npm run break-glass` makes it: whoever does not know it cannot use up tries. */
  set: Slug,
  /** Who holds a half each. They stand by name in the entry. */
  holders: z.tuple([Name, Name]).refine(([first, second]) => first !== second, 'two people, not one of them twice'),
  /** Who hears of every use besides the administrators. */
  boardContact: Name,
});
export type BreakGlassSet = z.infer<typeof BreakGlassSet>;
