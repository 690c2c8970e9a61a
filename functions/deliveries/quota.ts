import * as z from 'zod';

/** How fast requests of one kind may start. */
export type Pace = {
  /** Requests a second at full speed. */
  readonly perSecond: number;
  /** Requests that may start at once after a pause. */
  readonly burst: number;
  /** Where a fresh row begins, growing while quiet; absent: always at full speed. */
  readonly startPerSecond?: number;
  /**
   * How late a permit may be used: permits used late by so much make a window of `w` seconds hold `perSecond × (w + late)` requests. Absent: as late
   * as the settings allow, which matters little to a minute.
   */
  readonly usableMs?: number;
};

/** One provider's leave to make requests of one kind, shared by all workers of all processes. Times are machine milliseconds. */
export const QuotaRow = z.strictObject({
  provider: z.string(),
  kind: z.string(),
  revision: z.int(),
  /** Whose write this is: two buyers at the same moment would else write the same, and each take the other's write for its own. */
  boughtBy: z.string(),
  /** The generic cell rate algorithm's theoretical arrival time of the next request. */
  nextMs: z.number(),
  /** Requests a second now, before halving: of kinds that grow while quiet. */
  perSecond: z.number().positive(),
  /** When `perSecond` was last allowed to grow. */
  grownMs: z.number(),
  /** Refusals for being too fast: each adds one, and time takes them off. */
  heat: z.number().nonnegative(),
  /** When `heat` was last reckoned. */
  heatMs: z.number(),
  /** Until then the pace is halved. */
  slowUntilMs: z.number(),
  /** Until then nothing starts. */
  pausedUntilMs: z.number(),
  /** After a long pause: one request first, then a while of nothing. */
  probing: z.boolean(),
  /** When the urgent lane last bought. */
  urgentMs: z.number(),
  /** The normal lane's reserve of a tenth: when it may next buy beyond its horizon. */
  normalNextMs: z.number(),
  /** Of all of the above: a row that was copied, cut or changed by hand is not believed (S-16). */
  checksum: z.string(),
});
export type QuotaRow = z.infer<typeof QuotaRow>;

/** A row before it is written. */
export type QuotaState = Omit<QuotaRow, 'checksum'>;
