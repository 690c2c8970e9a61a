import * as z from 'zod';

/** What a date can be for a school (DESIGN 2). */
export const DayType = z.enum(['e-learning', 'closed', 'late-start', 'early-dismissal', 'programs-only', 'regular']);
export type DayType = z.infer<typeof DayType>;

/** What becomes of a program or an event on a day of another type. */
export const Disposition = z.enum(['as-usual', 'cancelled', 'moved', 'changed-hours', 'postponed', 'decided-later']);
export type Disposition = z.infer<typeof Disposition>;
