import * as z from 'zod';

/**
 * The schools and divisions of a district file that stands in the record, to tell whom an entry's words are for. Tolerant of all else:
 * such a file was checked when it was written, and outlives the schema of its time.
 */
export const RecordedSchools = z.object({
  schools: z.array(z.object({ id: z.string(), divisions: z.array(z.object({ id: z.string() })) })),
});
export type RecordedSchools = z.infer<typeof RecordedSchools>;
