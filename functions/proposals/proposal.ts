import * as z from 'zod';
import { DayType } from '../calendar/day-type.ts';
import { DateString, TimeOfDay, Timestamp } from '../core/time.ts';
import { Finding } from '../law/finding.ts';
import { Review, Watched } from './review.ts';

/** How far a live warning covers a school day: all the schools, some, or none. */
export const Coverage = z.enum(['covered', 'partly', 'none']);
export type Coverage = z.infer<typeof Coverage>;

const Schools = z.union([z.literal('all'), z.array(z.string())]);

/** A date may stand twice, with other schools: where policy or an incident makes it another day for some of them. */
export const ProposedDay = z.strictObject({
  date: DateString,
  dayType: DayType,
  schools: Schools,
  coverage: Coverage,
});
export type ProposedDay = z.infer<typeof ProposedDay>;

/** Why another day than the usual one is proposed. */
export const Recommendation = z.strictObject({ dayType: DayType, because: z.string() });
export type Recommendation = z.infer<typeof Recommendation>;

/** By when to decide for the schools that normally start at one time, on the first date that has not begun. */
export const SchoolDecideBy = z.strictObject({
  schools: z.array(z.string()),
  startsAt: TimeOfDay,
  legalDeadline: Timestamp.optional(),
  decideBy: Timestamp.optional(),
});
export type SchoolDecideBy = z.infer<typeof SchoolDecideBy>;

/** Past the first legal deadline: who is still in time, and a body for each part, one tap each (V13). */
export const Split = z.strictObject({
  date: DateString,
  inTime: Schools,
  late: Schools,
  /** First those in time as proposed, then the others closed; a digest is that of previewing its body. */
  declarations: z.array(z.strictObject({ digest: z.string(), declaration: z.record(z.string(), z.unknown()) })),
});
export type Split = z.infer<typeof Split>;

/** Why a proposal stands: internal, shown quoted to administrators and never to the public. */
export const Evidence = z.strictObject({
  signalId: z.string(),
  kind: z.string(),
  what: z.string(),
  begins: Timestamp.optional(),
  ends: Timestamp.optional(),
  status: z.enum(['open', 'ended']),
});
export type Evidence = z.infer<typeof Evidence>;

/** What a person could accept. Its id is a hash of its first signal's key; its digest that of previewing `declaration`. */
export const Proposal = z.strictObject({
  proposalId: z.string(),
  status: z.enum(['open', 'declared', 'dismissed', 'lapsed']),
  digest: z.string(),
  days: z.array(ProposedDay),
  evidence: z.array(Evidence),
  findings: z.array(Finding),
  readiness: z.record(z.string(), z.string()),
  /** Present where something else than the policy's own day is proposed. */
  recommendation: Recommendation.optional(),
  /** Of the first date that has not begun: when to decide, and the last moment that the law allows. */
  decideBy: Timestamp.optional(),
  legalDeadline: Timestamp.optional(),
  decideBySchool: z.array(SchoolDecideBy).optional(),
  /** The district's own times for that date (`policy.decisionTimes`). */
  districtTimes: z.strictObject({ dayBefore: Timestamp.optional(), sameDay: Timestamp.optional() }).optional(),
  split: Split.optional(),
  /** A body ready for `POST /v1/declarations`, without `seen`. */
  declaration: z.record(z.string(), z.unknown()),
  /** What changed since the revision before, in one sentence. */
  change: z.string().optional(),
  changedAt: Timestamp,
  /** When it last changed in what people act on: opened, other days, another decide-by. A day that has merely begun is no such change. */
  news: z.strictObject({ revision: z.int(), at: Timestamp }).optional(),
  revision: z.int(),
});
export type Proposal = z.infer<typeof Proposal>;

/** One row per school year, recomputed by a pure function whenever something it rests on changes. */
export const Situation = z.strictObject({
  schoolYear: z.string(),
  revision: z.int(),
  computedAt: Timestamp,
  proposals: z.array(Proposal),
  /** What changed under standing declarations, for a person to keep or to amend. */
  reviews: z.array(Review).default([]),
  /** What standing declarations rested on when they were made. */
  watched: z.array(Watched).default([]),
});
export type Situation = z.infer<typeof Situation>;
