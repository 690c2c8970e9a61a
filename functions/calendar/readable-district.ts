import * as z from 'zod';
import { DateString, TimeOfDay } from '../core/time.ts';

const text = z.string().optional().catch(undefined);
const date = DateString.optional().catch(undefined);
const time = TimeOfDay.optional().catch(undefined);
const texts = listOf(z.string());
const textsIfAny = z.array(text).optional().catch(undefined);

function listOf<T extends z.ZodType>(item: T) {
  return z.array(item.optional().catch(undefined)).catch([]);
}

const hours = { start: time, end: time };
const calendarDate = z.union([
  DateString.transform((day) => ({ date: day, schools: undefined, levels: undefined })),
  z.object({ date, schools: textsIfAny, levels: textsIfAny }),
]);
const schoolsOrAll = z
  .union([z.literal('all'), z.array(text)])
  .optional()
  .catch(undefined);
const withLanguage = z.object({ language: text }).optional().catch(undefined);

/**
 * What can be read of a district file that may be wrong elsewhere. Every part that cannot be read is `undefined` at its own index, so that
 * cross-checks run beside the schema and one reading of a file lists all of its flaws. Only `load-district.ts` uses it; nothing is built on it.
 */
export const ReadableDistrict = z.object({
  state: text,
  timeZone: text,
  languages: texts,
  schools: listOf(
    z.object({ id: text, level: text, ...hours, divisions: listOf(z.object({ id: text, level: text, ...hours })) }),
  ),
  schoolYears: listOf(
    z.object({
      id: text,
      first: date,
      last: date,
      noSchool: listOf(calendarDate),
      noStudents: listOf(calendarDate),
      addedDays: listOf(calendarDate),
      bellVariants: listOf(
        z.object({
          weekday: text,
          dates: z.array(date).optional().catch(undefined),
          schools: textsIfAny,
          levels: textsIfAny,
          ...hours,
        }),
      ),
      daysUsedBefore: listOf(z.object({ date, schools: schoolsOrAll })),
    }),
  ),
  programs: listOf(z.object({ id: text, schools: schoolsOrAll, opens: time, closes: time })),
  tools: listOf(z.object({ id: text, dependsOn: texts })),
  hooks: listOf(
    z.object({
      id: text,
      vendor: text,
      topics: texts,
      systems: listOf(z.object({ system: text, match: z.record(z.string(), z.unknown()).optional().catch(undefined) })),
    }),
  ),
  standing: z.record(z.string(), z.unknown()).catch({}),
  staffGroups: listOf(z.object({ id: text })),
  outsideChannels: listOf(z.object({ id: text, schools: textsIfAny })),
  partners: listOf(z.object({ id: text, schools: schoolsOrAll })),
  administrators: listOf(z.object({ id: text })),
  duty: z.object({ people: texts }).optional().catch(undefined),
  policy: z.object({ dayTypes: listOf(z.object({ levels: texts })) }).catch({ dayTypes: [] }),
  channels: z
    .object({
      'google-classroom': withLanguage,
      teams: z
        .object({ language: text, serviceUsers: listOf(z.object({ id: text })) })
        .optional()
        .catch(undefined),
    })
    .catch({ 'google-classroom': undefined, teams: undefined }),
});
export type ReadableDistrict = z.infer<typeof ReadableDistrict>;
