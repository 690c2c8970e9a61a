import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** Names class posts among the evidence; an outside channel is named by its id, which has no space. */
export const classPosts = 'class posts';

/**
 * What the record has of the notice that an audience of the law is owed (USERS E1). `by` is null while a school has no evidence of it at all:
 * then notice is not recorded, whatever was posted elsewhere.
 */
export const AudienceNotice = z.strictObject({
  audience: z.string(),
  /** What completed it: class posts, or the id of an outside channel. */
  by: z.string().nullable(),
  /** When the last of the schools had it. */
  at: Timestamp.optional(),
  /** The earliest deadline of the days. */
  deadline: Timestamp,
  /** Whether every school had it by its own deadline. */
  inTime: z.boolean().optional(),
  /** Schools, or divisions of one, of which there is no evidence. */
  missing: z.array(z.string()),
});
export type AudienceNotice = z.infer<typeof AudienceNotice>;
