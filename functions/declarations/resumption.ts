import * as z from 'zod';
import { DateString } from '../core/time.ts';
import { Declaration } from './declaration.ts';

/** The way back (USERS V11): the first regular day, and what differs on it. What it leaves out is back to normal. */
export const Resumption = z.strictObject({
  /** The first regular day. */
  from: DateString,
  ...Declaration.pick({ nextUpdateAt: true, decidedBy: true }).shape,
  programs: Declaration.shape.programs.unwrap().optional(),
  events: Declaration.shape.events.unwrap().optional(),
  staff: Declaration.shape.staff.unwrap().optional(),
  tools: Declaration.shape.tools.unwrap().optional(),
  message: Declaration.shape.message.unwrap().optional(),
});
export type Resumption = z.infer<typeof Resumption>;
