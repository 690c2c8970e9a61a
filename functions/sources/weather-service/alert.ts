import * as z from 'zod';
import { Timestamp } from '../../core/time.ts';

/** The answer of `/alerts/active`. Its features are parsed one by one, so that a bad one loses none of the others. */
export const AlertCollection = z.object({
  features: z.array(z.unknown()),
  updated: Timestamp.optional(),
});

/** Where an alert applies: cheap to read for all of a national list, before anything else of it is. */
export const AlertPlaces = z.object({
  properties: z.object({
    // Both codes and both lists are optional in real alerts.
    geocode: z.object({ UGC: z.array(z.string()).nullish(), SAME: z.array(z.string()).nullish() }).nullish(),
    affectedZones: z.array(z.string()).nullish(),
  }),
});

const time = Timestamp.nullish();
/** Long enough for every real one; what is longer must not fill a row. */
const longest = 500;
const words = z
  .string()
  .transform((text) => text.slice(0, longest))
  .nullish();

/** What Bellwether reads of an alert's properties; the live service sends more, and may send more yet. */
export const Alert = z.object({
  id: z.string().min(1).max(longest),
  sent: Timestamp,
  effective: time,
  onset: time,
  expires: time,
  ends: time,
  status: z.string(),
  messageType: z.string(),
  severity: words,
  urgency: words,
  response: words,
  event: z.string().min(1).max(longest),
  sender: words,
  senderName: words,
  headline: words,
  parameters: z.object({ VTEC: z.array(z.string()).nullish() }).nullish(),
  // References are a courtesy: alerts with odd ones are as good as others.
  references: z
    .array(z.object({ identifier: z.string() }))
    .catch([])
    .default([]),
});
export type Alert = z.infer<typeof Alert>;

/** The codes by which a district's schools are found in alerts. */
export type Places = { readonly ugc: ReadonlySet<string>; readonly same: ReadonlySet<string> };
