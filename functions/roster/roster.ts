import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import { channelNames } from '../names.ts';

export const Channel = z.enum(channelNames);

/** There are two rosters: the district's classes, and the places that exist only for drills (S-19). No place is in both. */
export const rosterKinds = ['classes', 'drill'] as const;
export type RosterKind = (typeof rosterKinds)[number];

/** One place a notice is posted to: a course, a channel of a team, a topic in a language. */
export const Target = z.strictObject({
  /** Course id, channel id, or `<topic>/<language>` for SNS. */
  targetId: z.string().min(1),
  name: z.string(),
  /** Accounts that may post there, the first one preferred: teachers' addresses, or one service user's id. */
  postAs: z.array(z.string()),
  /** The team of a Teams channel. */
  parentId: z.string().optional(),
  students: z.int().min(0).optional(),
  classId: z.string().optional(),
});
export type Target = z.infer<typeof Target>;

/** The parcel's content: at most 25 targets of one school, division, channel and audience; a team's channels together. Immutable: its id is the hash of its content.
 * SNS has chunks too, made by the plan: school `*`, one target per topic and language. */
export const Chunk = z.strictObject({
  schoolId: z.string(),
  division: z.string().optional(),
  channel: Channel,
  audience: Audience,
  /** Its targets exist only for drills. It is part of the hash: a drill's chunk is never one of classes, whatever it names. */
  drill: z.literal(true).optional(),
  targets: z.array(Target).min(1).max(25),
});
export type Chunk = z.infer<typeof Chunk>;

/** What a school's sheet says of one chunk: enough to plan and to count without reading it. */
export const ChunkRef = z.strictObject({
  hash: z.string(),
  division: z.string().optional(),
  channel: Channel,
  audience: Audience,
  targets: z.int(),
  students: z.int(),
  /** True when a team's channels are spread over several chunks, which must then take turns. */
  sharedParent: z.boolean(),
});
export type ChunkRef = z.infer<typeof ChunkRef>;

/** All chunks of one school. */
export const SchoolSheet = z.strictObject({ schoolId: z.string(), chunks: z.array(ChunkRef) });
export type SchoolSheet = z.infer<typeof SchoolSheet>;

/** A version of the roster: a sheet per school. Its hash is the roster's version. */
export const RosterManifest = z.strictObject({
  targets: z.int(),
  /** Of the roster for drills. */
  drill: z.literal(true).optional(),
  sheets: z.array(z.strictObject({ schoolId: z.string(), hash: z.string(), targets: z.int() })),
});
export type RosterManifest = z.infer<typeof RosterManifest>;

/** A roster that was read: its manifest and every sheet, without the targets. */
export type Roster = {
  readonly hash: string;
  readonly manifest: RosterManifest;
  readonly sheets: readonly SchoolSheet[];
};
