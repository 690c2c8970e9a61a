import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** Most characters of a word's text, and of its subject in ASCII: what SNS takes, and what a phone shows. */
export const wordLimits = { text: 1_000, subject: 99 } as const;

/**
 * What administrators hear out of band: a decision, a reminder, a review. It carries no link, for a link in a message about an emergency is
 * what a phisher would send, and nothing that a signal said (SECURITY, texts of signals). One per `wordId`, whoever puts it how often.
 */
export const Word = z.strictObject({
  wordId: z.string().min(1).max(200),
  subject: z.string().min(1),
  text: z.string().min(1),
  /** Calendar time from which it would only confuse; absent: a day after it was put. */
  notAfter: Timestamp.optional(),
  /** What subscribers may tell it by: the board contact hears of break-glass and of nothing else. */
  about: z.literal('break-glass').optional(),
  /** Whom it is for alone, one of the district file's `administrators`; absent: everybody. */
  to: z.string().optional(),
  /** Ids of the news that it says, where several are said in one word. */
  says: z.array(z.string()).optional(),
});
export type Word = z.infer<typeof Word>;

/** A word as it is kept. */
export const KeptWord = Word.extend({
  revision: z.int().min(1),
  /** Calendar time at which it was put. */
  putAt: Timestamp,
  /** The same moment on the machine clock, milliseconds. */
  putAtMs: z.int(),
  /** When somebody last began to publish it. */
  triedAtMs: z.int().optional(),
  sentAtMs: z.int().optional(),
});
export type KeptWord = z.infer<typeof KeptWord>;
