import * as z from 'zod';
import { Level } from '../calendar/level.ts';

/** A school, or a division of one, that has no class to post to, and how else somebody reaches it. */
export const PeopleNotReached = z.strictObject({
  schoolId: z.string(),
  division: z.string().optional(),
  name: z.string(),
  level: Level,
  /** As many as are enrolled; absent where the district file does not say, as of a division. */
  students: z.int().optional(),
  why: z.string(),
  /** Outside channels for families or students of it, by id. */
  reachBy: z.array(z.string()),
  /** That one of them which was used; the school stays listed, because no post reaches it. */
  tickedBy: z.string().optional(),
});
export type PeopleNotReached = z.infer<typeof PeopleNotReached>;

/** How many people a notice is about, and who of them has no class to read it in (USERS E6). */
export const People = z.strictObject({
  /** Enrolled in the schools concerned, as far as the district file says. */
  students: z.int(),
  /** Of those at most so many have a class that is posted to: seats in classes are counted, never more than are enrolled. */
  reachedByClassPosts: z.int(),
  notReached: z.array(PeopleNotReached),
  /** Schools concerned that are in neither number: their enrollment is not known, or they are concerned in part. */
  notCounted: z.array(z.string()),
});
export type People = z.infer<typeof People>;
