import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { SignalChange, UpgradedSignal } from './signal-change.ts';

/** A part of an event's area that shares its times: an office may extend one county and shorten its neighbour in the same event. */
export const WeatherArea = z.strictObject({
  ugc: z.array(z.string()),
  same: z.array(z.string()),
  begins: Timestamp,
  /** Absent: not known. */
  ends: Timestamp.optional(),
});
export type WeatherArea = z.infer<typeof WeatherArea>;

/** What one reading of the weather service said about one VTEC event (or one alert without VTEC), merged over its features. */
export const WeatherContent = z.strictObject({
  /** `WS.W`, or absent for a product without VTEC. */
  code: z.string().optional(),
  event: z.string(),
  headline: z.string().optional(),
  senderName: z.string().optional(),
  severity: z.string().optional(),
  /** The district's own forecast zones, counties and SAME codes that it concerns: what happens elsewhere is no change. */
  ugc: z.array(z.string()),
  same: z.array(z.string()),
  /** The earliest beginning of its areas. */
  begins: Timestamp,
  /** The latest end of its areas. Absent: not known, so it is treated as lasting until it is ended. */
  ends: Timestamp.optional(),
  /** Its areas by their times; absent: one area, as above. */
  areas: z.array(WeatherArea).optional(),
  /** When the newest of its alerts was sent: an older one is a stale cache and changes nothing. */
  sentAt: Timestamp.optional(),
  /** Ids of the alerts read, newest last: evidence, never identity. */
  alertIds: z.array(z.string()),
});
export type WeatherContent = z.infer<typeof WeatherContent>;

export const IncidentContent = z.strictObject({
  /** The sender's own label; never identity (S-20). */
  source: z.string().max(80),
  summary: z.string().max(500),
  systems: z
    .array(z.strictObject({ id: z.string().max(80), status: z.enum(['up', 'degraded', 'down', 'unknown']) }))
    .max(50),
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
  /** As of the last write of this row; while nothing changes nothing is written, and the feed's `lastGoodAt` is the newer truth. */
  lastSeenAt: Timestamp,
  /** When what it says last changed: status, times or area. */
  changedAt: Timestamp,
  /** Raised by each write of its row: its optimistic lock. */
  revision: z.int(),
};

/** What only an event of the weather service has: a history, and what it came from or became. */
const life = {
  /** Its newest changes, the oldest of them first. */
  changes: z.array(SignalChange).default([]),
  /** How many changes before those are no longer kept. */
  olderChanges: z.int().default(0),
  /** The warnings that it became, of a watch; a watch that is open still became one in a part of its area. */
  upgradedTo: z.array(UpgradedSignal).optional(),
  /** The watches that it came from, of a warning. */
  upgradedFrom: z.array(UpgradedSignal).optional(),
};

/** What a trigger saw (DESIGN 2). Everything in it is internal: it never reaches a public text. */
export const Signal = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, ...life, kind: z.literal('weather'), content: WeatherContent }),
  z.strictObject({ ...base, kind: z.literal('reported-weather'), content: IncidentContent }),
  z.strictObject({ ...base, kind: z.literal('incident'), content: IncidentContent }),
]);
export type Signal = z.infer<typeof Signal>;
export type WeatherSignal = Extract<Signal, { kind: 'weather' }>;

/** Who speaks in a weather signal's key, and the feed's name: only the weather source makes weather coverage (S-20). */
export const weatherIntake = { intake: 'nws', credential: 'weather-service', feed: 'weather' } as const;

/** How the weather feed stands: nothing is inferred from its silence (DESIGN 3.9). */
export const FeedState = z.strictObject({
  feed: z.string(),
  ok: z.boolean(),
  /** Time of the last good reading. */
  lastGoodAt: Timestamp.optional(),
  unknownSince: Timestamp.optional(),
  problem: z.string().optional(),
  /** Polls in a row that failed. */
  failures: z.int().default(0),
  alerts: z.int().default(0),
});
export type FeedState = z.infer<typeof FeedState>;
