import * as z from 'zod';
import { SchoolYear } from '../../calendar/district.ts';
import { DateString } from '../../core/time.ts';
import { Confidence } from '../../law/pack.ts';
import { UnitAccount } from '../../law/unit-account.ts';

/** A school year's id as it stands in addresses: `2022-23`. */
export const SchoolYearId = SchoolYear.shape.id;

/** `GET /v1/school-years/{id}`: per school the e-learning days used and left, each with its evidence. */
export const SchoolYearAnswer = z
  .object({
    schoolYear: z.string(),
    first: DateString,
    last: DateString,
    /** The law that counts; `cap` is absent where none is known. */
    law: z.object({
      state: z.string(),
      title: z.string(),
      checkedOn: DateString,
      /** A draft is shown, and nothing rests on it. */
      draft: z.boolean(),
      cap: z
        .object({
          amount: z.number(),
          unit: z.enum(['days', 'hours']),
          says: z.string(),
          citation: z.string(),
          confidence: Confidence,
        })
        .optional(),
    }),
    schools: z.array(UnitAccount),
  })
  .meta({ id: 'SchoolYear' });
export type SchoolYearAnswer = z.infer<typeof SchoolYearAnswer>;
