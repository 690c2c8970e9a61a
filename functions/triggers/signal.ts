import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** What one reading of the weather service said about one VTEC event (or one alert without VTEC), merged over its features. */
export const WeatherContent = z.strictObject({
  /** `WS.W`, or absent for a product without VTEC. */
  code: z.string().optional(),
  event: z.string(),
  headline: z.string().optional(),
  senderName: z.string().optional(),
  severity: z.string().optional(),
  ugc: z.array(z.string()),
  same: z.array(z.string()),
  begins: Timestamp,
  /** Absent: not known, so it is treated as lasting until it is ended. */
  ends: Timestamp.optional(),
  /** Ids of the alerts read, newest last: evidence, never identity. */
  alertIds: z.array(z.string()),
});
export type WeatherContent = z.infer<typeof WeatherContent>;

export const IncidentContent = z.strictObject({
  /** The sender's own label; never identity (S-20). */
  source: z.string().max(80),
  summary: z.string().max(500),
  systems: z.array(z.strictObject({ id: z.string().max(80), status: z.enum(['up', 'degraded', 'down', 'unknown']) })).max(50),
  observedAt: Timestamp,
});
export type IncidentContent = z.infer<typeof IncidentContent>;

const base = {
  /** Hash of `key`: what URLs and entries name. */
  signalId: z.string(),
  /** (intake, credential, the vendor's id): the same event is the same signal and nobody speaks in another's name. */
  key: z.string(),
  intake: z.string(),
  credential: z.string(),
  vendorId: z.string(),
  status: z.enum(['open', 'ended']),
  endedBecause: z.string().optional(),
  /** Polls in a row that were good and did not show it; it ends at the second. */
  missedPolls: z.int().default(0),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  changedAt: Timestamp,
  /** Raised by each change of content or status: the optimistic lock of its row. */
  revision: z.int(),
};

/** What a trigger saw (DESIGN 2). Everything in it is internal: it never reaches a public text. */
export const Signal = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('weather'), content: WeatherContent }),
  z.strictObject({ ...base, kind: z.literal('reported-weather'), content: IncidentContent }),
  z.strictObject({ ...base, kind: z.literal('incident'), content: IncidentContent }),
]);
export type Signal = z.infer<typeof Signal>;

/** How the weather feed stands: nothing is inferred from its silence (DESIGN 3.9). */
export const FeedState = z.strictObject({
  feed: z.string(),
  ok: z.boolean(),
  /** Time of the last good reading. */
  lastGoodAt: Timestamp.optional(),
  unknownSince: Timestamp.optional(),
  problem: z.string().optional(),
  alerts: z.int().default(0),
});
export type FeedState = z.infer<typeof FeedState>;
