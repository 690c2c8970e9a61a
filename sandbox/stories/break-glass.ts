import type { z } from 'zod';
import type { BreakGlassSet } from '../../functions/calendar/break-glass-set.ts';

/** The set of the stories' district; its halves are made a folder (`../break-glass.ts`). No real person. */
export const storyGlass: z.input<typeof BreakGlassSet> = {
  set: 'autumn-2022-w4hd7rbe',
  holders: ['Ruth Olson', 'Sam Vang'],
  boardContact: 'Chair of the board',
};
