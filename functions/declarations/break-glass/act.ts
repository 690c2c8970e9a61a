import * as z from 'zod';
import { DateString, TimeOfDay } from '../../core/time.ts';
import { CauseKind, DaySelector } from '../declaration.ts';

/** Who stands before glass wants to write more than fits behind it. */
const noWords = { error: 'break-glass posts reviewed templates and takes nothing else, own words least of all' };

/** Declares from a template: days, schools, what they are and why. Hours are facts and no words. */
export const GlassDeclaration = z.strictObject(
  {
    act: z.literal('declare'),
    /** 48 hours touch three dates at most. */
    dates: z
      .array(DateString)
      .min(1)
      .max(3, 'break-glass reaches the next 48 hours, which are three dates at most')
      .refine((dates) => new Set(dates).size === dates.length, 'a date stands here twice'),
    dayType: z.enum(['closed', 'e-learning', 'early-dismissal']),
    schools: DaySelector.default('all'),
    cause: CauseKind,
    /** Of a change during the day, as in any declaration. */
    from: TimeOfDay.optional(),
    endsAt: TimeOfDay.optional(),
    /** The yearly drill: everything as in earnest, and every notice says so first. */
    drill: z.boolean().default(false),
  },
  noWords,
);
export type GlassDeclaration = z.infer<typeof GlassDeclaration>;

/** Takes back what stands for the next 48 hours: as the calendar has it, or closed after all. */
export const GlassRetraction = z.strictObject(
  {
    act: z.literal('retract'),
    /** Absent: the only one that there is to take back. */
    declarationId: z
      .string()
      .regex(/^d-[a-z0-9]{3,32}$/, 'a declaration id such as d-8k2m4xw0qa')
      .optional(),
    result: z.enum(['regular', 'closed']).default('regular'),
  },
  noWords,
);
export type GlassRetraction = z.infer<typeof GlassRetraction>;

/** The one thing that a set does. */
export const GlassAct = z.discriminatedUnion('act', [GlassDeclaration, GlassRetraction]);
export type GlassAct = z.infer<typeof GlassAct>;
