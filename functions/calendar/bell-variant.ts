import * as z from 'zod';
import { DateString, TimeOfDay } from '../core/time.ts';
import { Level } from './level.ts';
import { Slug } from './slug.ts';

export const Weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
export type Weekday = z.infer<typeof Weekday>;

/**
 * Other normal hours on one weekday of the year or on some dates, for all schools or for the named schools or levels (USERS E19). What it
 * leaves out is as on any other day.
 */
export const BellVariant = z.strictObject({
  weekday: Weekday.optional(),
  dates: z.array(DateString).min(1).max(200).optional(),
  schools: z.array(Slug).optional(),
  levels: z.array(Level).optional(),
  start: TimeOfDay.optional(),
  end: TimeOfDay.optional(),
  note: z.string().max(200).optional(),
});
export type BellVariant = z.infer<typeof BellVariant>;
