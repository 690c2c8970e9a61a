import * as z from 'zod';
import { Slug } from '../../calendar/slug.ts';
import { PrintedHalf } from '../../core/printed-half.ts';
import { GlassDeclaration, GlassRetraction } from '../../declarations/break-glass/act.ts';
import { Digest } from './ids.ts';

const proof = {
  /** The name of the set, as it is printed on both halves. */
  set: Slug,
  halves: z
    .tuple([PrintedHalf, PrintedHalf])
    .refine(([first, second]) => first !== second, 'both are the same half: type one of each holder'),
  /** The digest of a preview, for those who looked at one. */
  seen: Digest.optional(),
};

/** `POST /v1/break-glass`: both halves, and the one thing that is to be done; dates, kinds and times, but no words. */
export const BreakGlassBody = z
  .discriminatedUnion('act', [GlassDeclaration.extend(proof), GlassRetraction.extend(proof)])
  .meta({ id: 'BreakGlassBody' });
export type BreakGlassBody = z.infer<typeof BreakGlassBody>;
