import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import { LanguageCode } from '../core/language.ts';
import { DateString, TimeOfDay, Timestamp } from '../core/time.ts';
import { DayType, Disposition } from '../calendar/day-type.ts';
import { Slug } from '../calendar/slug.ts';

/** The words of one slot in some languages of the district. */
const sameDayText = z.record(LanguageCode, z.string().max(200)).optional();

/** Which schools a day is about: everybody, or a list of school ids, `level:high`, `division:pine-k8/k5`. */
export const DaySelector = z.union([z.literal('all'), z.array(z.string().min(1)).min(1).max(400)]);
export type DaySelector = z.infer<typeof DaySelector>;

export const DeclaredDay = z.strictObject({
  date: DateString,
  dayType: DayType,
  schools: DaySelector,
  startsAt: TimeOfDay.optional(),
  endsAt: TimeOfDay.optional(),
  /** Instead of `startsAt` or `endsAt`: so many minutes from each school's own normal start or end. */
  minutesLate: z.int().min(1).max(420).optional(),
  minutesEarly: z.int().min(1).max(420).optional(),
  /** A change that takes effect during the day. */
  from: TimeOfDay.optional(),
});
export type DeclaredDay = z.infer<typeof DeclaredDay>;

export const CauseKind = z.enum(['weather', 'it', 'facility', 'safety', 'health', 'staffing', 'transport', 'other']);
export type CauseKind = z.infer<typeof CauseKind>;

export const Cause = z.strictObject({
  kind: CauseKind,
  /** Internal words: they never reach a public text. */
  summary: z.string().max(500).optional(),
  /** Key of a reviewed stock sentence. */
  publicText: z.string().max(60).optional(),
  qualifying: z.boolean().default(false),
  signalIds: z.array(z.string()).max(50).default([]),
});
export type Cause = z.infer<typeof Cause>;

export const ProgramChange = z.strictObject({
  id: Slug,
  disposition: Disposition,
  note: z.string().max(300).optional(),
  where: z.string().max(120).optional(),
  opens: TimeOfDay.optional(),
  closes: TimeOfDay.optional(),
  decisionBy: Timestamp.optional(),
});
export type ProgramChange = z.infer<typeof ProgramChange>;

export const EventChange = z.strictObject({
  name: z.string().min(1).max(120),
  when: Timestamp.optional(),
  disposition: Disposition,
  where: z.string().max(120).optional(),
  /** When it is now: of one that is moved, postponed or has new hours. */
  newWhen: Timestamp.optional(),
  decisionBy: Timestamp.optional(),
  note: z.string().max(300).optional(),
});
export type EventChange = z.infer<typeof EventChange>;

export const StaffInstruction = z.strictObject({
  /** One of the district's `staffGroups`, or the group's name as people say it. */
  group: z.string().min(1).max(80),
  instruction: z.enum(['report', 'remote', 'do-not-report', 'as-posted']),
  /** A time of day, `09:00`, or a place. */
  at: z.string().max(80).optional(),
  note: z.string().max(300).optional(),
});
export type StaffInstruction = z.infer<typeof StaffInstruction>;

/** What a notice says of a day that ends early only where somebody who knows confirms it: a false one is worse than none. */
export const Confirmation = z.enum(['supervision', 'buses', 'walkers', 'pickUp']);
export type Confirmation = z.infer<typeof Confirmation>;

/**
 * What families ask first when school ends while children are in it (USERS E9), by language. Of what is left out stock sentences say whom to
 * ask, and more where it is among the declaration's `confirmed`.
 */
export const SameDayWords = z.strictObject({
  buses: sameDayText,
  walkers: sameDayText,
  pickUp: sameDayText,
  meals: sameDayText,
  afterSchool: sameDayText,
});
export type SameDayWords = z.infer<typeof SameDayWords>;

export const DecidedBy = z.strictObject({
  name: z.string().min(1).max(120),
  role: z.string().max(80).optional(),
  how: z.string().max(80).optional(),
  at: Timestamp.optional(),
});

/** The body of CONTRACT section 5, without `seen`: what an administrator declares. */
export const Declaration = z.strictObject({
  days: z.array(DeclaredDay).min(1).max(60),
  causes: z.array(Cause).min(1).max(10),
  programs: z.array(ProgramChange).max(60).default([]),
  events: z.array(EventChange).max(40).default([]),
  tools: z
    .strictObject({ available: z.array(Slug).max(40).default([]), unavailable: z.array(Slug).max(40).default([]) })
    .prefault({}),
  staff: z.array(StaffInstruction).max(20).default([]),
  sameDay: SameDayWords.optional(),
  /** Stock sentences on the way home that are true today: students are supervised, buses and walkers leave when school ends, pick-up is at the main entrance. */
  confirmed: z.array(Confirmation).max(4).optional(),
  /** The district's own words, at most 300 characters a language; they follow the facts. */
  message: z.record(LanguageCode, z.string().max(300)).default({}),
  nextUpdateAt: Timestamp.optional(),
  decidedBy: DecidedBy.optional(),
  /** Whom to post to; default: everybody the days and parts concern (`programs-only` days alone post to no class). */
  audiences: z.array(Audience).max(20).optional(),
  /** Per channel `now` or a time. */
  release: z.record(z.string(), z.union([z.literal('now'), Timestamp])).default({}),
  recordOnly: z.boolean().default(false),
  drill: z.boolean().default(false),
  reasons: z.record(z.string(), z.string().min(1).max(500)).default({}),
});
export type Declaration = z.infer<typeof Declaration>;

/**
 * A day with its selector worked out. A unit is a school, `pine-hs`, or, where a school has divisions, one of them, `pine-k8/k5`:
 * the smallest thing a day can be declared for.
 */
export const ResolvedDay = z.strictObject({
  date: DateString,
  dayType: DayType,
  units: z.array(z.string()),
  startsAt: TimeOfDay.optional(),
  endsAt: TimeOfDay.optional(),
  from: TimeOfDay.optional(),
  /** The change reaches a building with children in it: its words and its order are others (USERS E9). */
  sameDay: z.literal(true).optional(),
});
export type ResolvedDay = z.infer<typeof ResolvedDay>;
