import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** How a tool stands. Nobody having looked is `unknown`, which is not `up`. */
export const ToolStatus = z.enum(['up', 'degraded', 'down', 'unknown']);
export type ToolStatus = z.infer<typeof ToolStatus>;

/** What somebody attested of a tool, and when. */
export const Attestation = z.strictObject({
  toolId: z.string(),
  status: ToolStatus,
  note: z.string().max(300).optional(),
  /** Who attested: internal. */
  by: z.string(),
  since: Timestamp,
  at: Timestamp,
});
export type Attestation = z.infer<typeof Attestation>;

/** A tool as decisions see it: its own status, or that of what it cannot do without. */
export const ToolState = z.strictObject({
  toolId: z.string(),
  name: z.string(),
  status: ToolStatus,
  since: Timestamp.optional(),
  source: z.string(),
  /** The tool that holds it back. */
  because: z.string().optional(),
});
export type ToolState = z.infer<typeof ToolState>;
