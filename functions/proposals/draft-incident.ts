import type { District } from '../calendar/district.ts';
import { programsRunning } from '../calendar/programs.ts';
import { dayKind, normalHours } from '../calendar/school-day.ts';
import { unitsOf, type Unit } from '../calendar/units.ts';
import { datesBetween, instantOf, localDate, Temporal } from '../core/time.ts';
import type { Signal } from '../triggers/signal.ts';
import type { Decided } from './decided.ts';
import type { Draft, DraftDay } from './draft.ts';
import { firstSeenFirst } from './draft-weather.ts';

/** How far to look for the next day on which anything happens. */
const horizonDays = 10;

/**
 * What open incidents ask for: `closed` on the next school day, or `programs-only` on the next day without students on which staff,
 * conferences or programs are expected, whichever comes first. Never e-learning: the law of most states counts weather alone. Undefined
 * while nothing is broken or no such day is near.
 */
export function draftIncident(
  district: District,
  signals: readonly Signal[],
  decided: Decided,
  now: Temporal.Instant,
): Draft | undefined {
  const incidents = signals.filter(isBroken).sort(firstSeenFirst);
  if (incidents.length === 0) return undefined;
  const day = nextDay(district, now);
  if (day === undefined) return undefined;
  const units = day.units.filter((unit) => !decided(unit, day.date, day.dayType));
  const days = units.length > 0 ? [{ ...day, units }] : [];
  return { kind: 'incident', signals: incidents, evidence: incidents, dates: [day.date], days };
}

/** An open incident, unless it says itself that everything it names is up. */
function isBroken(signal: Signal): boolean {
  if (signal.kind !== 'incident' || signal.status !== 'open') return false;
  const { systems } = signal.content;
  return systems.length === 0 || systems.some((system) => system.status !== 'up');
}

function nextDay(district: District, now: Temporal.Instant): DraftDay | undefined {
  const today = localDate(now, district.timeZone);
  const last = Temporal.PlainDate.from(today).add({ days: horizonDays }).toString();
  const units = unitsOf(district);
  const idsWhere = (test: (unit: Unit) => boolean): string[] => units.filter(test).map((unit) => unit.unitId);
  for (const date of datesBetween(today, last)) {
    const school = idsWhere((unit) => isSchoolAhead(district, unit, date, now));
    if (school.length > 0) return { date, dayType: 'closed', units: school };
    const others = idsWhere((unit) => isStirAhead(district, unit, date, now));
    if (others.length > 0) return { date, dayType: 'programs-only', units: others };
  }
  return undefined;
}

function isSchoolAhead(district: District, unit: Unit, date: string, now: Temporal.Instant): boolean {
  if (dayKind(district, unit, date) !== 'school-day') return false;
  return normalHours(district, unit, date).starts.epochMilliseconds > now.epochMilliseconds;
}

/** No school, but somebody would come: staff on a day without students, families to a program. */
function isStirAhead(district: District, unit: Unit, date: string, now: Temporal.Instant): boolean {
  const kind = dayKind(district, unit, date);
  if (kind === 'school-day' || kind === 'outside-year') return false;
  const ahead = (timeOfDay: string): boolean =>
    instantOf(date, timeOfDay, district.timeZone).epochMilliseconds > now.epochMilliseconds;
  if (kind === 'no-student-day' && ahead(unit.start)) return true;
  return programsRunning(district, unit, date).some((program) => ahead(program.opens ?? unit.start));
}
