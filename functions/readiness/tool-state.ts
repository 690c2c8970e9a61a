import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** How a tool stands. Nobody having looked is `unknown`, which is not `up`. */
export const ToolStatus = z.enum(['up', 'degraded', 'down', 'unknown']);
export type ToolStatus = z.infer<typeof ToolStatus>;

/** From best to worst: what is not known may work; what is known to be degraded or down does not. */
export const fromBest: readonly ToolStatus[] = ['up', 'unknown', 'degraded', 'down'];

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

/** What a vendor's status feed said of a tool when it was last read, as the operations table keeps it. */
export const ToolReading = z.strictObject({
  toolId: z.string(),
  status: ToolStatus,
  /** Since when it has been so: by the vendor's word, else since it was first read so. */
  since: Timestamp,
  /** When the feed was last asked. */
  at: Timestamp,
  /** When it was last readable; absent: never yet. */
  lastGoodAt: Timestamp.optional(),
  /** The feed's name, `Google Workspace status`. */
  source: z.string(),
  /** What the vendor calls it, or why nothing is known. Internal. */
  what: z.string().max(200).optional(),
});
export type ToolReading = z.infer<typeof ToolReading>;

/** One voice about a tool: whose, and since when it says so. */
export const ToolEvidence = z.strictObject({
  status: ToolStatus,
  since: Timestamp.optional(),
  source: z.string(),
  /** Internal. */
  what: z.string().optional(),
});
export type ToolEvidence = z.infer<typeof ToolEvidence>;

/** A tool as decisions see it: its own status, or that of what it cannot do without. */
export const ToolState = z.strictObject({
  toolId: z.string(),
  name: z.string(),
  status: ToolStatus,
  since: Timestamp.optional(),
  source: z.string(),
  neededForELearning: z.boolean(),
  /** The tool that holds it back. */
  because: z.string().optional(),
  /** Everything that is said of the tool itself, also what did not decide. */
  evidence: z.array(ToolEvidence),
});
export type ToolState = z.infer<typeof ToolState>;
