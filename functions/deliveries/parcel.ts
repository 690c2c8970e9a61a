import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import { Timestamp } from '../core/time.ts';
import { lanes } from '../names.ts';
import { Channel } from '../roster/roster.ts';
import { EntryRef } from './delivery.ts';

/** Posts that an entry wants to read otherwise, and how far that has got; `wanted` is the sum of the others. */
export const EditFigures = z.strictObject({
  /** Version of the entry that the edits follow. */
  by: z.int(),
  wanted: z.int(),
  done: z.int(),
  pending: z.int(),
  cannotEdit: z.int(),
  removed: z.int(),
  expired: z.int(),
});
export type EditFigures = z.infer<typeof EditFigures>;

/** `planned = sent + failed + inDoubt + pending + superseded + expired`; `escalated` is a part of `inDoubt`. */
export const Figures = z.strictObject({
  planned: z.int(),
  sent: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
  pending: z.int(),
  superseded: z.int(),
  expired: z.int(),
  escalated: z.int(),
  firstSentAt: Timestamp.optional(),
  lastSentAt: Timestamp.optional(),
  /** Edits of its posts, by the entries that they follow; absent while none was wanted. */
  edited: z.array(EditFigures).optional(),
});
export type Figures = z.infer<typeof Figures>;

/** The unit of planning, queueing, permits and progress: one roster chunk for one entry. */
export const Parcel = z.strictObject({
  entry: EntryRef,
  /** Notice id and the start of the chunk's hash: the same plan makes the same parcel. */
  parcelId: z.string(),
  noticeId: z.string(),
  audience: Audience,
  channel: Channel,
  lane: z.enum(lanes),
  schoolId: z.string(),
  /** The unit whose rendering it gets: `pine-hs`, `pine-k8/k5`, `*` for SNS. */
  unit: z.string(),
  chunk: z.string(),
  /** Of SNS the first language's: each of its targets has the rendering of its own language. */
  rendering: z.string(),
  /** Minutes after midnight of the earliest bell or opening: lower is posted first. */
  bell: z.int(),
  /** Calendar time from which nothing is posted. */
  notAfter: Timestamp,
  /** True when its teams may also be in another parcel: a row per team is leased. */
  sharesParent: z.boolean(),
  figures: Figures,
  status: z.enum(['open', 'done', 'dead']),
  /** Machine milliseconds at which a worker should turn to it. */
  dueMs: z.int(),
  leaseOwner: z.string().optional(),
  /** When a worker first turned to it, in machine milliseconds. */
  startedMs: z.int().optional(),
  leaseUntilMs: z.int().default(0),
  /** How often it was made due again from outside: its worker learns by it that there is more to do. */
  reopened: z.int().optional(),
  /** When the tick last sent a message for it: it does not send one at every tick while a queue is long. */
  wokenMs: z.int().default(0),
  /** Teams that were asked for fewer requests: machine milliseconds until which they are left alone. */
  resting: z.record(z.string(), z.int()).optional(),
  /** Why it is dead, in words a person can act on. */
  reason: z.string().optional(),
  revision: z.int(),
});
export type Parcel = z.infer<typeof Parcel>;

/** What a queue carries: ids only; everything else is read from the ledger (S-13). */
export const ParcelMessage = z.strictObject({ schoolYear: z.string(), version: z.int(), parcelId: z.string() });
export type ParcelMessage = z.infer<typeof ParcelMessage>;
