import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** What ops posts to `POST /v1/signals` (CONTRACT 5). Every word of it is internal. */
export const IncidentReport = z.strictObject({
  kind: z.enum(['incident', 'weather']),
  /** The sender's own label for where it comes from; never identity. */
  source: z.string().min(1).max(80),
  /** The sender's own id: the same id by the same caller is the same signal. */
  sourceId: z.string().min(1).max(200),
  status: z.enum(['open', 'resolved']),
  summary: z.string().max(500).default(''),
  systems: z
    .array(z.strictObject({ id: z.string().min(1).max(80), status: z.enum(['up', 'degraded', 'down', 'unknown']) }))
    .max(50)
    .default([]),
  /** When it was seen; absent: now. */
  observedAt: Timestamp.optional(),
});
export type IncidentReport = z.infer<typeof IncidentReport>;
