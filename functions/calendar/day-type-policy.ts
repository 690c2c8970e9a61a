import * as z from 'zod';
import { Level } from './level.ts';

/** What a weather day can be by policy: the other day types need a time, which is a person's to say. */
const WeatherDayType = z.enum(['e-learning', 'closed']);

/**
 * What the first weather days of a school year are for some levels, and what the later ones are: Edina's elementary schools close on the
 * first and learn online from the second on, Minneapolis closes them each time (USERS E19).
 */
export const DayTypePolicy = z.strictObject({
  levels: z.array(Level).min(1),
  first: WeatherDayType,
  /** How many days count as the first ones. */
  firstDays: z.int().min(1).max(30).default(1),
  later: WeatherDayType.default('e-learning'),
});
export type DayTypePolicy = z.infer<typeof DayTypePolicy>;
