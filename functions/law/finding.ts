import * as z from 'zod';

/** `needs-reason` wants a written reason that goes into the entry; `blocks` cannot be overridden; unverified law never blocks. */
export const FindingWeight = z.enum(['info', 'needs-reason', 'blocks']);
export type FindingWeight = z.infer<typeof FindingWeight>;

/** What law, weather, readiness, roster or wording has to say about a decision. `findingId` is `<rule>/<date>/<scope>`, `-` where it has none. */
export const Finding = z.strictObject({
  findingId: z.string(),
  weight: FindingWeight,
  date: z.string().optional(),
  schools: z.array(z.string()).optional(),
  message: z.string(),
  citation: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;
