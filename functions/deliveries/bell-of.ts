import type { District } from '../calendar/district.ts';
import { unitById } from '../calendar/units.ts';
import type { Declaration } from '../declarations/declaration.ts';

/** What the bell is asked of: a unit, and what is declared. */
type Affected = { readonly schoolId: string; readonly unit: string; readonly programs: Declaration['programs'] };

/**
 * Minutes after midnight of the earliest affected opening of a unit: its normal start, or a changed program's opening at its school.
 * The notice clock counts from the normal start, whatever the day becomes (DESIGN 2).
 */
export function bellOf({ schoolId, unit, programs }: Affected, district: District): number {
  const school = district.schools.find((one) => one.id === schoolId);
  const start = unitById(district, unit)?.start ?? school?.start ?? '00:00';
  const openings = programs.flatMap((change) => {
    const program = district.programs.find((one) => one.id === change.id);
    const here = program?.schools === 'all' || program?.schools.includes(schoolId) === true;
    const opens = program?.opens ?? change.opens;
    return here && change.disposition !== 'as-usual' && opens !== undefined ? [opens] : [];
  });
  return Math.min(...[start, ...openings].map(minutesOf));
}

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}
