import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import { TimeOfDay, Timestamp } from '../core/time.ts';
import { Finding } from '../law/finding.ts';
import { People } from '../roster/people.ts';
import { Channel } from '../roster/roster.ts';
import { Reach } from './entry.ts';

/** The words of one audience on one channel for units that share the same facts; `text` is that of the first of them. */
export const PreviewNotice = z.strictObject({
  audience: Audience,
  channel: Channel,
  language: z.string(),
  units: z.array(z.string()),
  subject: z.string().optional(),
  text: z.string(),
});
export type PreviewNotice = z.infer<typeof PreviewNotice>;

/** A school, or a division of one, whose classes will not hear from Bellwether. */
export const NotReached = z.strictObject({
  schoolId: z.string(),
  division: z.string().optional(),
  name: z.string(),
  enrollment: z.int().optional(),
});
export type NotReached = z.infer<typeof NotReached>;

/** What would be said to whom, and what stands against it (CONTRACT 5). `digest` is what a decision names as `seen`. */
export const PreviewAnswer = z.strictObject({
  digest: z.string(),
  findings: z.array(Finding),
  notices: z.array(PreviewNotice),
  /** Line 1 as the first class would read it; empty when nothing is posted. */
  firstLine: z.string(),
  reach: Reach,
  /** Of a change: whom it does not concern, and who keeps the post that is there. */
  unchanged: Reach.optional(),
  notReached: z.array(NotReached),
  /** The same in people, with the outside channels that reach the others; absent where no class is spoken to. */
  people: People.optional(),
  /** Until when to decide so that everybody can be posted to before the legal deadline. */
  decideBy: Timestamp.optional(),
  legalDeadline: Timestamp.optional(),
  /** The same for the schools of each normal start, of the first date that has not begun. */
  decideBySchool: z
    .array(
      z.strictObject({
        schools: z.array(z.string()),
        startsAt: TimeOfDay,
        legalDeadline: Timestamp.optional(),
        decideBy: Timestamp.optional(),
      }),
    )
    .default([]),
  /** When the last class would have it if it were decided now. */
  reachedBy: Timestamp.optional(),
  needsApproval: z.boolean(),
  /** Why, in sentences; empty when nobody else is needed. */
  approvalBecause: z.array(z.string()),
});
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;
