import * as z from 'zod';

/** Longest texts of a copy pack: characters are UTF-16 units, words are what spaces part. */
export const copyLimits = {
  sms: 160,
  banner: 200,
  social: 280,
  closings: 60,
  press: 400,
  seesaw: 1800,
  subject: 120,
  voiceWords: 75,
  hotlineWords: 150,
} as const;

/**
 * One entry in one language, ready to be copied into channels that Bellwether does not post to. Public words only: nothing for staff and
 * nothing internal is among them.
 */
export const CopyTexts = z.strictObject({
  language: z.string(),
  /** False while no native speaker has read every fixed word that is in it. */
  reviewed: z.boolean(),
  /** A text message; of GSM-7's letters alone where names allow it, so that it stays one part. */
  sms: z.string(),
  /** To be read aloud in half a minute, dates and times spelled as they are spoken. */
  voice: z.string(),
  email: z.strictObject({ subject: z.string(), body: z.string() }),
  /** The band on top of a website. */
  banner: z.string(),
  /** A post on social media. */
  social: z.string(),
  /** A line of the stations' lists of closings. */
  closings: z.string(),
  /** What callers of the district's line hear first. */
  hotline: z.string(),
  /** An announcement to the families of a class. */
  seesaw: z.string(),
  /** One paragraph for newsrooms. */
  press: z.string(),
});
export type CopyTexts = z.infer<typeof CopyTexts>;
