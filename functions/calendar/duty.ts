import * as z from 'zod';
import { DateString } from '../core/time.ts';
import { Slug } from './slug.ts';

/** Who is woken before anybody else (USERS V15): administrators in turn. */
export const Duty = z.strictObject({
  /** Ids of `administrators`, in the order of their turns. */
  people: z.array(Slug).min(1).max(20),
  /** The first day of the first one's turn; turns change at noon. */
  from: DateString,
  turnDays: z.int().min(1).max(31).default(7),
  /** Minutes after which the next one hears of it too, while nothing is decided. */
  nextAfterMinutes: z.int().min(2).max(60).default(10),
});
export type Duty = z.infer<typeof Duty>;
