import { dayKind, nextSchoolDay } from '../calendar/school-day.ts';
import { placesOf, unitById } from '../calendar/units.ts';
import { InvalidInput, type Flaw } from '../core/errors.ts';
import { localDate } from '../core/time.ts';
import { addresseesOf } from './addressees.ts';
import type { Changeable } from './changeable.ts';
import { changedDays } from './changed-days.ts';
import { flawsOfDeclaration } from './check-declaration.ts';
import { composePreview, type Preview } from './compose-preview.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { claimFindings, warningFindings } from './findings.ts';
import { fold } from './fold.ts';
import { approvalBecause } from './needs-second-person.ts';
import { aheadPart, openPart, resultingDays } from './resulting-days.ts';
import type { Resumption } from './resumption.ts';
import { sayChange } from './say-change.ts';
import { withDays } from './with-days.ts';

/**
 * What the way back would say: the first regular day of every school of the declaration, to everybody whom it spoke to (USERS V11). Writes
 * nothing. Throws `InvalidInput` for a day that is not the first.
 */
export function previewResumption(resumption: Resumption, of: Changeable, facts: Facts): Preview {
  const { state, base } = of;
  const days = daysAfter(base.days, resumption.from, facts);
  const declaration = resumed(base.declaration, resumption, days, aheadPart(days, facts));
  const own = new Set(base.days.map((day) => day.date));
  const flaws = [...flawsOfFrom(base.days, resumption.from, facts), ...flawsOfDeclaration(declaration, facts, own)];
  if (flaws.length > 0) throw new InvalidInput('The resumption', flaws);

  const decided = changedDays(base.days, days);
  const others = [...fold(facts.entries).values()].filter((other) => other.declarationId !== state.declarationId);
  // A drill changes no day: nothing stands against its way back.
  const findings = declaration.drill ? [] : [...warningFindings(decided, facts), ...claimFindings(decided, others)];
  const audiences = addresseesOf(declaration, aheadPart(days, facts));
  const inQuestion = { declaration, decided, givenBack: decided, findings, of: state.declarationId };
  return composePreview(
    {
      // A day that has begun is known to whoever it concerns: on Friday the way back is about Monday alone.
      ...sayChange({ of, act: 'resumed', declaration, days, audiences, part: aheadPart }, facts),
      decided,
      findings,
      approvalBecause: approvalBecause(inQuestion, facts),
      holdSeconds: 0,
    },
    facts,
  );
}

/** What was declared before the first regular day stays; from then on every school of the declaration is as the calendar has it. */
function daysAfter(before: readonly ResolvedDay[], from: string, facts: Facts): ResolvedDay[] {
  const later = openPart(
    before.filter((day) => day.date >= from),
    facts,
  );
  const happened = before.flatMap((day) => {
    const open = later.find((one) => one.date === day.date && one.dayType === day.dayType)?.units ?? [];
    const units = day.units.filter((unit) => !open.includes(unit));
    return units.length === 0 ? [] : [{ ...day, units }];
  });
  const back = resultingDays(later, []);
  const said = new Set(
    back.filter((day) => day.date === from && day.dayType === 'regular').flatMap((day) => day.units),
  );
  const others = schoolsOn(before, from, facts).filter((unit) => !said.has(unit));
  const first: ResolvedDay[] = others.length === 0 ? [] : [{ date: from, dayType: 'regular', units: others }];
  return [...happened, ...back, ...first].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The units of a declaration that have students on a date, and for which it has not begun. */
function schoolsOn(days: readonly ResolvedDay[], date: string, facts: Facts): string[] {
  const units = [...new Set(days.flatMap((day) => day.units))].filter((unitId) => {
    const unit = unitById(facts.district, unitId);
    return unit !== undefined && dayKind(facts.district, unit, date) === 'school-day';
  });
  return aheadPart([{ date, dayType: 'regular', units }], facts).flatMap((day) => day.units);
}

/** The first regular day is a day with students, not past, and no school day before it is regular already. */
function flawsOfFrom(days: readonly ResolvedDay[], from: string, facts: Facts): Flaw[] {
  const { district, clocks } = facts;
  const today = localDate(clocks.calendar.now(), district.timeZone);
  if (from < today) return [{ path: 'from', message: `${from} is over: name the first regular day that is to come` }];
  if (schoolsOn(days, from, facts).length === 0) {
    const message = `no school of this declaration begins a day with students on ${from} any more: name the first day on which they come back`;
    return [{ path: 'from', message }];
  }
  const earlier = [...new Set(days.flatMap((day) => day.units))].flatMap((unitId) => {
    const unit = unitById(district, unitId);
    const dates = days.filter((day) => day.units.includes(unitId) && day.dayType !== 'regular' && day.date < from);
    const last = dates
      .map((day) => day.date)
      .toSorted()
      .at(-1);
    const next = unit === undefined || last === undefined ? undefined : nextSchoolDay(district, unit, last);
    return next !== undefined && next < from && next >= today ? [{ unitId, next }] : [];
  });
  const [first] = earlier.toSorted((a, b) => (a.next < b.next ? -1 : 1));
  if (first === undefined) return [];
  const schools = placesOf(district, [first.unitId]).join(', ');
  return [
    {
      path: 'from',
      message: `${schools} has a school day on ${first.next} that nothing is declared for: amend that day, or say from ${first.next}`,
    },
  ];
}

/** The declaration as the way back leaves it: where every day ahead is normal, what was changed is taken back with it. */
function resumed(
  declared: Declaration,
  resumption: Resumption,
  days: readonly ResolvedDay[],
  ahead: readonly ResolvedDay[],
): Declaration {
  const { from: _from, programs = [], events, staff, tools, message, ...rest } = resumption;
  const isNormal = ahead.every((day) => day.dayType === 'regular' || day.dayType === 'programs-only');
  const named = new Set(programs.map((program) => program.id));
  const others = declared.programs.filter((program) => !named.has(program.id));
  const backToNormal = others.map(({ id }) => ({ id, disposition: 'as-usual' as const }));
  return {
    ...withDays(declared, days),
    ...rest,
    programs: [...programs, ...(isNormal ? backToNormal : others)],
    events: events ?? (isNormal ? [] : declared.events),
    // Where staff work and which tools classes use was said of the days that end.
    staff: staff ?? (isNormal ? [] : declared.staff),
    tools: tools ?? (isNormal ? { available: [], unavailable: [] } : declared.tools),
    message: message ?? {},
  };
}
