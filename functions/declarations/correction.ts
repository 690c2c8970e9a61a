import * as z from 'zod';
import { Slug } from '../calendar/slug.ts';
import { LanguageCode } from '../core/language.ts';

/**
 * A correction: own words and notes, nothing that changes what anybody does (S-06). Languages and programs that it leaves out stay as they
 * are; nothing can be emptied, for an edit notifies nobody.
 */
export const Correction = z.strictObject({
  message: z.record(LanguageCode, z.string().trim().min(1).max(300)).optional(),
  programs: z
    .array(z.strictObject({ id: Slug, note: z.string().trim().min(1).max(300) }))
    .max(60)
    .optional(),
});
export type Correction = z.infer<typeof Correction>;
