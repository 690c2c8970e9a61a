import * as z from 'zod';
import { DayType } from '../calendar/day-type.ts';
import { DateString, Timestamp } from '../core/time.ts';
import { Finding } from '../law/finding.ts';

/** How far a live warning covers a school day: all the schools, some, or none. */
export const Coverage = z.enum(['covered', 'partly', 'none']);
export type Coverage = z.infer<typeof Coverage>;

export const ProposedDay = z.strictObject({
  date: DateString,
  dayType: DayType,
  schools: z.union([z.literal('all'), z.array(z.string())]),
  coverage: Coverage,
});
export type ProposedDay = z.infer<typeof ProposedDay>;

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
  decideBy: Timestamp.optional(),
  legalDeadline: Timestamp.optional(),
  /** A body ready for `POST /v1/declarations`, without `seen`. */
  declaration: z.record(z.string(), z.unknown()),
  /** What changed since the revision before, in one sentence. */
  change: z.string().optional(),
  changedAt: Timestamp,
  revision: z.int(),
});
export type Proposal = z.infer<typeof Proposal>;

/** One row per school year, recomputed by a pure function whenever something it rests on changes. */
export const Situation = z.strictObject({
  schoolYear: z.string(),
  revision: z.int(),
  computedAt: Timestamp,
  proposals: z.array(Proposal),
});
export type Situation = z.infer<typeof Situation>;
