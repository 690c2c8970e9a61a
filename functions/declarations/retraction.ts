import * as z from 'zod';
import { DeclaredDay, Declaration } from './declaration.ts';

/** What a retraction may say besides its reason: the resulting days (default: as the calendar has them) and the parts of the notice. */
export const Retraction = z.strictObject({
  days: z.array(DeclaredDay).min(1).max(60).optional(),
  ...Declaration.pick({ nextUpdateAt: true, decidedBy: true }).shape,
  programs: Declaration.shape.programs.unwrap().optional(),
  events: Declaration.shape.events.unwrap().optional(),
  staff: Declaration.shape.staff.unwrap().optional(),
  message: Declaration.shape.message.unwrap().optional(),
});
export type Retraction = z.infer<typeof Retraction>;
