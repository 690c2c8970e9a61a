import * as z from 'zod';
import { DateString, Timestamp } from '../core/time.ts';

/** What a declaration rests on, at one moment: its signals by id, and how far warnings cover each of its dates. */
export const Grounds = z.strictObject({
  signals: z.record(
    z.string(),
    z.strictObject({
      /** In a few words, internal. */
      what: z.string(),
      status: z.enum(['open', 'ended']),
      begins: Timestamp.optional(),
      ends: Timestamp.optional(),
    }),
  ),
  coverage: z.record(DateString, z.enum(['covered', 'partly', 'none'])),
});
export type Grounds = z.infer<typeof Grounds>;

/** A standing declaration whose days have not all begun, with what it rested on when it was made, or last kept. */
export const Watched = z.strictObject({
  declarationId: z.string(),
  /** The entry that stands; an amendment or a retraction rests on what is known when it is made. */
  version: z.int(),
  grounds: Grounds,
  /** What was known when the open review was raised: keeping the declaration makes it the new grounds. */
  asked: z.strictObject({ digest: z.string(), grounds: Grounds }).optional(),
});
export type Watched = z.infer<typeof Watched>;

/**
 * A question to administrators: the grounds of a standing declaration have changed, is it kept? Nothing is undone by it. Internal, as the
 * signals are that it quotes.
 */
export const Review = z.strictObject({
  /** Stays while no further change comes: what the reminder of it is known by. */
  reviewId: z.string(),
  declarationId: z.string(),
  /** The changes in one sentence. */
  what: z.string(),
  changes: z.array(z.string()),
  /** When the newest of the changes was noticed. */
  since: Timestamp,
  /** What a `Reviewed` entry names as seen. */
  digest: z.string(),
  /** Dates of the declaration that have not begun. */
  dates: z.array(DateString),
});
export type Review = z.infer<typeof Review>;
