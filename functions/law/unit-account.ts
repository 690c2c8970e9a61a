import * as z from 'zod';
import { Level } from '../calendar/level.ts';
import { DateString } from '../core/time.ts';

/** What shows that an e-learning day was used: an entry of the ledger, or the district file's `daysUsedBefore`. */
export const Evidence = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('declaration'),
    declarationId: z.string(),
    /** The entry that declares the day. */
    version: z.int(),
    /** The declaration's status now, as in `GET /v1/declarations/{id}`. */
    status: z.string(),
    /** Put on record without posting: it was decided and made known elsewhere. */
    recordOnly: z.boolean(),
  }),
  z.object({ source: z.literal('days-used-before') }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** A school's, or a division's, account of a school year. `used` and `left` are in what the law counts: days, or hours to the hundredth. */
export const UnitAccount = z.object({
  unitId: z.string(),
  schoolId: z.string(),
  name: z.string(),
  level: Level,
  used: z.number(),
  /** Absent where no cap is known. */
  left: z.number().optional(),
  days: z.array(z.object({ date: DateString, used: z.number(), evidence: z.array(Evidence) })),
  /** Hours of instruction, where the district file has `instructionMinutes`; `required` and `margin` where the law's are known. */
  instruction: z
    .object({
      scheduled: z.number(),
      lost: z.number(),
      required: z.number().optional(),
      margin: z.number().optional(),
    })
    .optional(),
});
export type UnitAccount = z.infer<typeof UnitAccount>;
