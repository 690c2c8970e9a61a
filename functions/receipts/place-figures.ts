import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { Channel } from '../roster/roster.ts';

const At = Timestamp.optional();

/** What became of the deliveries to one school on one channel; `*` stands for topics, which are no school's. Times are calendar time. */
export const PlaceFigures = z.looseObject({
  schoolId: z.string(),
  channel: Channel,
  planned: z.int(),
  sent: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
  superseded: z.int(),
  expired: z.int(),
  firstSentAt: At,
  lastSentAt: At,
});
export type PlaceFigures = z.infer<typeof PlaceFigures>;

/** By when a school should have had the words of an entry, on the first of its days that was still ahead when they were decided. */
export const PostBy = z.looseObject({
  schoolId: z.string(),
  /** The school's normal start of that day. */
  startsAt: Timestamp,
  /** By when the law wants people to know; absent where it asks for nothing. */
  legalDeadline: At,
  /** By when to decide, programs that open before school included; the time to reach the last class is not taken off. */
  decideBy: At,
});
export type PostBy = z.infer<typeof PostBy>;

/** An immutable content row: what became of an entry, or of a whole declaration, school by school and channel by channel. */
export const PlacesRow = z.looseObject({
  schoolYear: z.string(),
  version: z.int(),
  places: z.array(PlaceFigures),
  deadlines: z.array(PostBy),
});
export type PlacesRow = z.infer<typeof PlacesRow>;
