import * as z from 'zod';

/** Whom a notice speaks to (DESIGN 2). What is for staff is never rendered to a class. */
export const Audience = z.union([
  z.enum(['class', 'staff', 'public', 'administrators']),
  z.templateLiteral(['program:', z.string()]),
]);
export type Audience = z.infer<typeof Audience>;
