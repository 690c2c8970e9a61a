import * as z from 'zod';

/** How sure a statement of law is: unverified law is shown and never blocks. */
export const Confidence = z.enum(['primary', 'secondary', 'unverified']);
export type Confidence = z.infer<typeof Confidence>;

/** What a state's law says about e-learning days, as data: `docs/law.md` and the engine read the same. */
export const LawPack = z.strictObject({
  id: z.string(),
  state: z.string(),
  title: z.string(),
  checkedOn: z.iso.date(),
  /** The e-learning cap of a school year; undefined: none known. */
  cap: z
    .strictObject({
      days: z.int(),
      /** Whether more can be had by waiver or extension: then a written reason is enough. */
      waiver: z.boolean(),
      citation: z.string(),
      confidence: Confidence,
    })
    .optional(),
  /** Causes that qualify a day as e-learning; undefined: any. */
  qualifyingCauses: z
    .strictObject({ kinds: z.array(z.string()), citation: z.string(), confidence: Confidence })
    .optional(),
  /** Minutes before the normal start by which the audiences must know. */
  notice: z
    .strictObject({
      minutesBeforeStart: z.int(),
      audiences: z.array(z.string()),
      citation: z.string(),
      confidence: Confidence,
    })
    .optional(),
  plan: z.strictObject({ citation: z.string(), confidence: Confidence }).optional(),
  annualNotice: z.strictObject({ citation: z.string(), confidence: Confidence }).optional(),
  /** Teachers must be within reach by telephone during the hours of an e-learning day. */
  telephone: z.strictObject({ citation: z.string(), confidence: Confidence }).optional(),
});
export type LawPack = z.infer<typeof LawPack>;
