import * as z from 'zod';
import { Slug } from '../../calendar/slug.ts';

/** For whom a report is: `public` leaves out whatever is internal, and may be passed on. */
export const Edition = z.enum(['full', 'public']);
export type Edition = z.infer<typeof Edition>;

/** `GET …/evidence.html`. */
export const EvidencePageQuery = z.strictObject({ edition: Edition.default('full') });

/** `GET …/evidence.csv`: of all entries and schools, or of one. */
export const EvidenceTableQuery = EvidencePageQuery.extend({
  version: z.coerce.number().int().min(1).max(99_999_999).optional(),
  schoolId: Slug.optional(),
});
export type EvidenceTableQuery = z.infer<typeof EvidenceTableQuery>;
