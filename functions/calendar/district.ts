import * as z from 'zod';
import { LanguageCode } from '../core/language.ts';
import { DateString, TimeOfDay } from '../core/time.ts';
import { Administrator } from './administrator.ts';
import { BellVariant } from './bell-variant.ts';
import { BreakGlassSet } from './break-glass-set.ts';
import { Channels } from './channels.ts';
import { DayTypePolicy } from './day-type-policy.ts';
import { DayType, Disposition } from './day-type.ts';
import { Duty } from './duty.ts';
import { Hooks } from './hooks.ts';
import { Level } from './level.ts';
import { Partner } from './partner.ts';
import { Slug } from './slug.ts';

/** Minutes of instruction in a whole normal day, lunch and breaks left out; bells alone count them in. */
const InstructionMinutes = z.int().min(30).max(720);

export const Division = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(80),
  level: Level,
  start: TimeOfDay.optional(),
  end: TimeOfDay.optional(),
  instructionMinutes: InstructionMinutes.optional(),
});

export const School = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(80),
  level: Level,
  start: TimeOfDay,
  end: TimeOfDay,
  instructionMinutes: InstructionMinutes.optional(),
  enrollment: z.int().min(0).optional(),
  /** Forecast zones and counties of the weather service that cover the building, `MNZ060`, `MNC053`. */
  ugc: z.array(z.string().regex(/^[A-Z]{2}[CZ]\d{3}$/, 'a UGC such as MNZ060')).default([]),
  /** Six-digit SAME codes, `027053`. */
  same: z.array(z.string().regex(/^\d{6}$/, 'a SAME code such as 027053')).default([]),
  divisions: z.array(Division).default([]),
});
export type School = z.infer<typeof School>;

/** A date for all schools, or for the named schools or levels only. */
export const CalendarDate = z.union([
  DateString,
  z.strictObject({
    date: DateString,
    schools: z.array(Slug).optional(),
    levels: z.array(Level).optional(),
    note: z.string().max(200).optional(),
  }),
]);
export type CalendarDate = z.infer<typeof CalendarDate>;

export const SchoolYear = z.strictObject({
  id: z.string().regex(/^\d{4}-\d{2}$/, 'a school year such as 2022-23'),
  first: DateString,
  last: DateString,
  noSchool: z.array(CalendarDate).default([]),
  noStudents: z.array(CalendarDate).default([]),
  /** Make-up days that the board added: school is on them, whatever the lists above and the weekend say. */
  addedDays: z.array(CalendarDate).default([]),
  bellVariants: z.array(BellVariant).max(100).default([]),
  daysUsedBefore: z
    .array(z.strictObject({ date: DateString, dayType: DayType, schools: z.union([z.literal('all'), z.array(Slug)]) }))
    .default([]),
});
export type SchoolYear = z.infer<typeof SchoolYear>;

export const Program = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(80),
  kind: z.string().min(1).max(40),
  schools: z.union([z.literal('all'), z.array(Slug)]).default('all'),
  opens: TimeOfDay.optional(),
  closes: TimeOfDay.optional(),
  runsOn: z
    .array(z.enum(['school-day', 'no-student-day', 'no-school-day', 'weekend', 'evening']))
    .default(['school-day']),
  /** What happens to it by default on a day of a type. */
  on: z.partialRecord(DayType, Disposition).default({}),
});
export type Program = z.infer<typeof Program>;

export const ToolStatusSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('google-workspace'), product: z.string(), url: z.url() }),
  /** `component`: the one that matters, by its name on the page; absent: the page as a whole. */
  z.strictObject({ kind: z.literal('statuspage'), url: z.url(), component: z.string().min(1).max(120).optional() }),
  z.strictObject({ kind: z.literal('microsoft-graph'), service: z.string() }),
  z.strictObject({ kind: z.literal('manual') }),
]);

export const Tool = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(80),
  neededForELearning: z.boolean().default(false),
  dependsOn: z.array(Slug).default([]),
  status: ToolStatusSource.default({ kind: 'manual' }),
});
export type Tool = z.infer<typeof Tool>;

/** Standing paragraphs of one language; each at most 300 characters. */
export const StandingTexts = z.strictObject({
  noInternet: z.string().max(300).optional(),
  helpLine: z.string().max(300).optional(),
  meals: z.string().max(300).optional(),
  specialEducation: z.string().max(300).optional(),
  attendance: z.string().max(300).optional(),
});
export type StandingTexts = z.infer<typeof StandingTexts>;

/** Those whom instructions to staff speak to, by the name that the contract or the house has for them (USERS V19). */
export const StaffGroup = z.strictObject({ id: Slug, name: z.string().min(1).max(80) });

/** What the law asks to be in place before e-learning counts. */
export const ELearningPlan = z.strictObject({
  adoptedOn: DateString.optional(),
  /** By whoever has to approve it where the state asks for that. */
  approvedOn: DateString.optional(),
  /** The last day on which it holds; absent: it has none. */
  expiresOn: DateString.optional(),
  annualNoticeOn: DateString.optional(),
});
export type ELearningPlan = z.infer<typeof ELearningPlan>;

/** A way to reach people that is not ours: somebody uses it and ticks it. */
export const OutsideChannel = z.strictObject({
  id: Slug,
  name: z.string(),
  /** Whom it reaches, in the district's words; `families` or `parents`, and `students`, are understood as those whom a law may name. */
  audience: z.string(),
  owner: z.string().optional(),
  /** Where it is for some schools or levels alone, as Seesaw may be for elementary ones; absent: for all. */
  schools: z.array(Slug).optional(),
  levels: z.array(Level).min(1).optional(),
});
export type OutsideChannel = z.infer<typeof OutsideChannel>;

/** A phenomenon and significance of VTEC, `WS.W`. */
const VtecCode = z.string().regex(/^[A-Z]{2}\.[A-Z]$/, 'a VTEC phenomenon and significance such as WS.W');

export const Policy = z.strictObject({
  weather: z
    .strictObject({
      propose: z.array(VtecCode).default(['BZ.W', 'WS.W', 'IS.W', 'EC.W', 'XH.W']),
      watch: z.array(VtecCode).default(['WS.A', 'BZ.A']),
    })
    .prefault({}),
  decideMarginMinutes: z.int().min(0).max(240).default(30),
  holdSeconds: z.int().min(0).max(120).default(30),
  /** People besides the author who must approve: 0 or 1. */
  approvals: z.int().min(0).max(1).default(0),
  wakeAt: TimeOfDay.default('03:45'),
  /** The district's own times for a decision, shown beside the law's: `18:00` of the day before, `05:30` of the day. */
  decisionTimes: z.strictObject({ dayBefore: TimeOfDay.optional(), sameDay: TimeOfDay.optional() }).optional(),
  /** Unusual decisions that a second person has to approve, whatever `approvals` says. */
  secondPersonFor: z
    .array(z.enum(['links', 'retract-under-warning', 'no-signal', 'all-schools-late', 'second-in-two-hours']))
    .default(['links', 'retract-under-warning']),
  rosterMaxAgeDays: z.int().min(1).max(366).default(14),
  /** What weather days are at levels where they are not all e-learning. */
  dayTypes: z.array(DayTypePolicy).max(20).default([]),
  /** Hosts that the district's own words may link to. */
  linkHosts: z.array(z.hostname()).default([]),
});
export type Policy = z.infer<typeof Policy>;

/** The district file, CONTRACT section 3: strict, because a misspelt key would silently change what is said to families. */
export const District = z.strictObject({
  $schema: z.string().optional(),
  id: Slug,
  name: z.string().min(1).max(80),
  state: z.string().regex(/^[A-Z]{2}$/, 'a two-letter state such as MN'),
  timeZone: z.string().min(1),
  languages: z.array(LanguageCode).min(1).default(['en']),
  website: z.url().optional(),
  contact: z.email().optional(),
  schools: z.array(School).min(1),
  schoolYears: z.array(SchoolYear).min(1),
  eLearningPlan: ELearningPlan.optional(),
  programs: z.array(Program).default([]),
  tools: z.array(Tool).default([]),
  hooks: Hooks,
  standing: z.record(LanguageCode, StandingTexts).default({}),
  staffGroups: z.array(StaffGroup).max(60).default([]),
  outsideChannels: z.array(OutsideChannel).default([]),
  partners: z.array(Partner).max(200).default([]),
  administrators: z.array(Administrator).max(60).default([]),
  /** Absent: whatever wakes anybody wakes everybody. */
  duty: Duty.optional(),
  /** Mail domains that are down when the district's systems are, besides those of `contact` and `website`. */
  ownDomains: z.array(z.hostname()).max(20).default([]),
  policy: Policy.prefault({}),
  /** Absent: nobody can declare without a sign-in. */
  breakGlass: BreakGlassSet.optional(),
  channels: Channels,
});
export type District = z.infer<typeof District>;
