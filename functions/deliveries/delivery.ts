import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { Channel } from '../roster/roster.ts';

/** A speaking entry of the ledger, as rows and messages name it. */
export const EntryRef = z.strictObject({ schoolYear: z.string(), version: z.int() });
export type EntryRef = z.infer<typeof EntryRef>;

export const DeliveryStatus = z.enum(['attempting', 'waiting', 'in-doubt', 'sent', 'failed', 'superseded', 'expired']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** What a post shows: the words of its own entry or of a newer correction, and first the resulting day of a later entry. */
export const Face = z.strictObject({
  /** Version of the entry whose words they are. */
  words: z.int(),
  /** Version of the entry whose mark stands before them. */
  mark: z.int().optional(),
});
export type Face = z.infer<typeof Face>;

/**
 * `editing`: a request may be under way. `waiting`: definitely not edited, for now. `in-doubt`: may be edited, to be read. The others have
 * ended: until something else is wanted, and `removed` for good.
 */
export const EditStatus = z.enum(['editing', 'waiting', 'in-doubt', 'done', 'cannot-edit', 'removed', 'expired']);
export type EditStatus = z.infer<typeof EditStatus>;

/** The newest edit of a post in place (DELIVERY 5). */
export const Edit = z.strictObject({
  status: EditStatus,
  /** What it makes the post show. */
  face: Face,
  /** Of the newest request. */
  attemptId: z.string().optional(),
  leaseUntilMs: z.int().optional(),
  /** When a worker should turn to it again: a wait, a reading, a closing reading. */
  dueMs: z.int().optional(),
  /** Requests that may have edited. */
  tries: z.int(),
  /** Temporary refusals in a row: each makes the next wait longer. */
  refusals: z.int(),
  /** Doubts, and readings that could not be made. */
  failures: z.int(),
  editedAt: Timestamp.optional(),
  editedMs: z.int().optional(),
  /** Why it is where it is, in words a person can act on. */
  reason: z.string().optional(),
});
export type Edit = z.infer<typeof Edit>;

/**
 * One notice on its way to one target. There is no row before the first attempt (DELIVERY 2). Fields that end in `Ms` are machine
 * time; `sentAt` and `startedAt` are calendar time. Every write is conditional on `revision`.
 */
export const Delivery = z.strictObject({
  entry: EntryRef,
  deliveryId: z.string(),
  noticeId: z.string(),
  parcelId: z.string(),
  channel: Channel,
  targetId: z.string(),
  schoolId: z.string(),
  status: DeliveryStatus,
  revision: z.int(),
  /** HTTP attempts that may have posted: a definite refusal is taken off again. */
  attempts: z.int(),
  /** Temporary refusals so far: each makes the next wait longer. */
  refusals: z.int().default(0),
  /** Some attempt may have put a post where the class sees it: a retraction must follow it there (DELIVERY 5). */
  mayBeVisible: z.boolean().default(false),
  /** Whose words the newest attempt posts. */
  words: z.int().optional(),
  /** What the class sees, as far as we know; absent while nothing is posted, and in rows of before there were edits. */
  shown: Face.optional(),
  edit: Edit.optional(),
  /** Of the newest attempt. */
  attemptId: z.string().optional(),
  startedAt: Timestamp.optional(),
  startedMs: z.int().optional(),
  /** First attempt ever: how far back a look pages. */
  firstStartedMs: z.int().optional(),
  leaseUntilMs: z.int().optional(),
  /** When a worker should turn to it again: a wait, a look, a closing look. Absent: nothing more to do. */
  dueMs: z.int().optional(),
  /** Looks since the doubt that found nothing. */
  looks: z.int().default(0),
  /** Looks in a row that could not be made. */
  looksFailed: z.int().default(0),
  repeats: z.int().default(0),
  /** A repeat was sent: one more look is due for a late twin. */
  closingLook: z.boolean().default(false),
  providerId: z.string().optional(),
  /** The account it was posted as. */
  postedAs: z.string().optional(),
  sentAt: Timestamp.optional(),
  sentMs: z.int().optional(),
  /** A draft that a repeat has made and not yet published (Classroom). */
  draftId: z.string().optional(),
  escalated: z.boolean().default(false),
  /** Why it is where it is, in words a person can act on. */
  reason: z.string().optional(),
  /** Version of the entry that took its place. */
  supersededBy: z.int().optional(),
});
export type Delivery = z.infer<typeof Delivery>;
