import * as z from 'zod';

const Took = z.object({ count: z.int(), ms: z.number(), longestMs: z.number() });
const Megabytes = z.number().optional();

/** What one size came to: what `program.ts` prints. Sizes in MB, times in virtual milliseconds. */
export const ScaleResult = z.object({
  targets: z.int(),
  /** The heap before anything is planned: modules alone. */
  startMb: z.number(),
  /** The most that the process held during each kind of invocation, ten workers at once among them. */
  peaks: z.object({ plan: Megabytes, worker: Megabytes, tick: Megabytes, seal: Megabytes }),
  took: z.object({ plan: Took, worker: Took, tick: Took, seal: Took }),
  /** Writes, and the units that they took, by kind of row. */
  written: z.record(z.string(), z.object({ writes: z.int(), units: z.int() })),
  readUnits: z.int(),
  /** Units that each further tick reads while the notice is of use. */
  idleReadUnits: z.int(),
  busiest: z.object({ pk: z.string(), units: z.int() }),
  queueRequests: z.int(),
  counts: z.object({ pages: z.int(), signatures: z.int() }),
  /** What was reported, and how often: nothing, where all went well. */
  reports: z.record(z.string(), z.int()),
  /** Posts a second of each channel, first to last. */
  paces: z.record(z.string(), z.number()),
});
export type ScaleResult = z.infer<typeof ScaleResult>;
