import type { Audience } from '../core/audience.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';

/**
 * Whom a declaration's notices speak to: those it names, or else everybody its days and parts concern. Days on which only programs change
 * post to no class, and to staff only what is said to staff (USERS E5). Administrators hear of every decision (S-03).
 */
export function addresseesOf(declaration: Declaration, days: readonly ResolvedDay[]): Audience[] {
  if (declaration.recordOnly) return [];
  const named = declaration.audiences ?? concerned(declaration, days);
  return [...new Set<Audience>([...named, 'administrators'])];
}

function concerned(declaration: Declaration, days: readonly ResolvedDay[]): Audience[] {
  const schoolChanges = days.some((day) => day.dayType !== 'programs-only');
  return [
    ...(schoolChanges ? (['class'] as const) : []),
    ...(schoolChanges || declaration.staff.length > 0 ? (['staff'] as const) : []),
    ...declaration.programs.map((program): Audience => `program:${program.id}`),
    'public',
  ];
}
