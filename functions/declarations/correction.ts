import * as z from 'zod';
import { Slug } from '../calendar/slug.ts';
import { LanguageCode } from '../core/language.ts';

/** Whoever wants to correct more than words wants people to hear of it. */
export const onlyWords: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'unrecognized_keys'
    ? `${issue.keys.map(String).join(', ')} cannot be corrected, for an edit notifies nobody: amend it instead`
    : undefined;

/** A program's note; what happens to it can only be amended. */
const CorrectedProgram = z.strictObject({ id: Slug, note: z.string().trim().min(1).max(300) }, { error: onlyWords });

/**
 * A correction: own words and notes, nothing that changes what anybody does (S-06). Languages and programs that it leaves out stay as they
 * are; nothing can be emptied, for an edit notifies nobody.
 */
export const Correction = z.strictObject(
  {
    message: z.record(LanguageCode, z.string().trim().min(1).max(300)).optional(),
    programs: z.array(CorrectedProgram).max(60).optional(),
  },
  { error: onlyWords },
);
export type Correction = z.infer<typeof Correction>;
