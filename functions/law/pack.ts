import * as z from 'zod';
import { Level } from '../calendar/level.ts';
import { CauseKind } from '../declarations/declaration.ts';

/** How sure a statement of law is: unverified law is shown and never blocks. */
export const Confidence = z.enum(['primary', 'secondary', 'unverified']);
export type Confidence = z.infer<typeof Confidence>;

const statement = {
  /** What the law says, in one plain sentence; `docs/law.md` prints it. */
  says: z.string().min(1),
  citation: z.string().min(1),
  confidence: Confidence,
  /** What is not sure about it. */
  doubt: z.string().min(1).optional(),
  /** When it was read; absent: on the pack's date. */
  checkedOn: z.iso.date().optional(),
};

/** One thing that the law says: where, how surely, and read when. */
export const Statement = z.strictObject(statement);
export type Statement = z.infer<typeof Statement>;

/** A statement that the engine has no rule for: it is on the page of the law, and a finding where it asks for something on the day itself. */
export const FurtherStatement = z.strictObject({
  ...statement,
  topic: z.enum(['cause', 'notice', 'plan', 'evidence', 'mode-mix', 'emergency', 'reporting', 'counting', 'make-up']),
  /** Something to see to on each e-learning day. */
  onTheDay: z.literal(true).optional(),
});
export type FurtherStatement = z.infer<typeof FurtherStatement>;

/** Minutes by a school's level; a level that is not named has none. */
const ByLevel = z.partialRecord(Level, z.int().positive());

/** The e-learning cap of a school year, always counted per school. */
export const Cap = z.strictObject({
  ...statement,
  amount: z.int().positive(),
  /** Hours are those of each school's own day. */
  unit: z.enum(['days', 'hours']),
  /** `calendar`: the law gives no number but refers to the approved calendar's emergency days; `amount` is the usual one. */
  scope: z.enum(['school', 'calendar']),
  /** What becomes of a day beyond it. Where something can be had or done about it, a written reason is enough. */
  overCap: z.strictObject({
    effect: z.enum(['does-not-count', 'waiver', 'made-up', 'not-known']),
    says: z.string().min(1),
  }),
});
export type Cap = z.infer<typeof Cap>;

/** The plan that must be there before e-learning counts. */
export const PlanDuty = z.strictObject({
  ...statement,
  /** Who has to approve it after the board has adopted it; absent: nobody. */
  approvedBy: z.string().min(1).optional(),
  /** Anew for each school year. */
  everyYear: z.literal(true).optional(),
  /** The day of the year, `08-01`, by which it is adopted, or approved where somebody has to. */
  deadline: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .optional(),
});
export type PlanDuty = z.infer<typeof PlanDuty>;

/** What a state's law says about e-learning days, as data: `docs/law.md` and the engine read the same. What is absent is not known. */
export const LawPack = z.strictObject({
  id: z.string(),
  state: z.string(),
  title: z.string(),
  checkedOn: z.iso.date(),
  /** Nothing of a draft weighs more than `info`, whatever the confidence of its statements. */
  draft: z.literal(true).optional(),
  cap: Cap.optional(),
  /** The kinds of cause that qualify a day, where the law's list is a closed one; absent: no kind is ruled out. */
  qualifyingCauses: z.strictObject({ ...statement, kinds: z.array(CauseKind).min(1) }).optional(),
  /** Shorter closures do not qualify: school days in a row. */
  minConsecutiveDays: z.strictObject({ ...statement, days: z.int().min(2) }).optional(),
  /** Minutes before the normal start by which each of the audiences must know. */
  notice: z
    .strictObject({ ...statement, minutesBeforeStart: z.int().positive(), audiences: z.array(z.string()).min(1) })
    .optional(),
  plan: PlanDuty.optional(),
  /** Years after which a plan has to be adopted and approved anew. */
  planTerm: z.strictObject({ ...statement, years: z.int().positive() }).optional(),
  annualNotice: z.strictObject({ ...statement, audiences: z.array(z.string()).min(1) }).optional(),
  /** Teachers must be within reach by telephone during the hours of an e-learning day. */
  telephone: Statement.optional(),
  /** Staff who cannot work on an e-learning day are paid all the same. */
  otherStaffPaid: Statement.optional(),
  /** Minutes that an e-learning day must have. */
  minDayLength: z.strictObject({ ...statement, minutes: z.union([z.int().positive(), ByLevel]) }).optional(),
  /** Hours of instruction that a school year must have, by level. */
  instruction: z.strictObject({ ...statement, hours: ByLevel }).optional(),
  further: z.array(FurtherStatement),
});
export type LawPack = z.infer<typeof LawPack>;
