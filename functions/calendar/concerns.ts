import type { Level } from './level.ts';
import type { Unit } from './units.ts';

/**
 * Whether something of the calendar that names schools, or levels, or nobody in particular, is about a unit. A level means each unit's
 * own: `elementary` is K–5 of a K–8 school and not its grades 6 to 8 (USERS E19).
 */
export function concerns(
  {
    schools,
    levels,
  }: { readonly schools?: readonly string[] | undefined; readonly levels?: readonly Level[] | undefined },
  unit: Unit,
): boolean {
  if (schools !== undefined) return schools.includes(unit.schoolId);
  return levels?.includes(unit.level) ?? true;
}
