import * as z from 'zod';

/** When somebody tried, machine milliseconds, as far as it still counts; one row for all sets. */
export const Tries = z.strictObject({ revision: z.int().min(1), triedAtMs: z.array(z.int()) });
export type Tries = z.infer<typeof Tries>;

/** What a set was spent on; the first row of a set is its only one. */
export const GlassUse = z.strictObject({
  set: z.string(),
  /** Digest of the act: the same again is the same command, whose answer may have been lost. */
  actHash: z.string(),
  atMs: z.int(),
});
export type GlassUse = z.infer<typeof GlassUse>;
