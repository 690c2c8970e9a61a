import type { District, School } from '../calendar/district.ts';
import { bellsOn } from '../calendar/bells.ts';
import { dayKind } from '../calendar/school-day.ts';
import { unitsOfSchool, type Unit } from '../calendar/units.ts';
import { canonicalJson } from '../core/hash.ts';
import type { ResolvedDay } from '../declarations/declaration.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import type { DayFact, Part, Place } from './notice-facts.ts';
import { plainWords } from './plain-words.ts';
import type { ReadPrograms } from './program-facts.ts';
import type { NoticeDay } from './wording.ts';

/** Every place that the brief's days concern, in the order of the district's file. */
export function placesConcerned(brief: NoticeBrief, programsOf: ReadPrograms): Place[] {
  return brief.district.schools.flatMap((school) => placesOfSchool(brief, school, programsOf));
}

function daysOf(brief: NoticeBrief, unit: Unit): DayFact[] {
  return brief.days
    .filter((day) => day.units.includes(unit.unitId))
    .map((day) => dayFact(brief.district, day, unit))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * A building with children in it is never called closed (USERS E9): a closing in school hours is an early dismissal. Nor is school announced
 * where the calendar has none.
 */
function dayFact(district: District, day: ResolvedDay, unit: Unit): DayFact {
  const { date, dayType, startsAt } = day;
  if (dayType === 'regular' && dayKind(district, unit, date) !== 'school-day') return { date, dayType: 'as-planned' };
  const isWhole = dayType === 'closed' || dayType === 'e-learning';
  const from = isWhole && !isDuring(district, day, unit) ? undefined : day.from;
  const emptied = emptiedDay(day, from !== undefined);
  // A dismissal takes effect when school ends: one time says both.
  const leaves = dayType === 'early-dismissal' || emptied !== undefined;
  const endsAt = day.endsAt ?? (leaves ? from : undefined);
  return {
    date,
    dayType: emptied ?? dayType,
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(from !== undefined && !leaves && { from }),
  };
}

/** Whether a day takes effect after school has begun; at the bell or before, it is the whole day. */
function isDuring(district: District, { date, from }: ResolvedDay, unit: Unit): boolean {
  return from !== undefined && from > bellsOn(district, unit, date).start;
}

/** What a day is called that sends home the children who are there; undefined for all others. */
function emptiedDay({ dayType, sameDay }: ResolvedDay, during: boolean): NoticeDay | undefined {
  switch (dayType) {
    case 'closed':
      return sameDay === true || during ? 'sent-home' : undefined;
    case 'e-learning':
      return sameDay === true || during ? 'sent-home-online' : undefined;
    case 'early-dismissal':
      return sameDay === true ? 'sent-home' : undefined;
    case 'late-start':
    case 'programs-only':
    case 'regular':
      return undefined;
  }
}

/**
 * A divided school whose divisions share their days is one place. Where they differ each is a place, and so is the school as a whole, for
 * roster rows that name no division: its line 1 says each division's day.
 */
function placesOfSchool(brief: NoticeBrief, school: School, programsOf: ReadPrograms): Place[] {
  const parts = partsOf(brief, school);
  if (parts.every((part) => part.days.length === 0)) return [];
  if (parts.every((part) => part.name === undefined)) return [wholeSchool(school, parts, programsOf)];
  const divisions = unitsOfSchool(school).flatMap((unit): Place[] => {
    const days = daysOf(brief, unit);
    if (days.length === 0) return [];
    const programs = programsOf([unit.unitId]);
    return [{ units: [unit.unitId], name: plainWords(unit.name, 162), parts: [{ days }], programs }];
  });
  return [{ ...wholeSchool(school, parts, programsOf), units: [school.id] }, ...divisions];
}

function wholeSchool(school: School, parts: readonly Part[], programsOf: ReadPrograms): Place {
  const unitIds = unitsOfSchool(school).map((unit) => unit.unitId);
  const units = school.divisions.length === 0 ? unitIds : [school.id, ...unitIds];
  return { units, name: plainWords(school.name, 80), parts, programs: programsOf(unitIds) };
}

/** One part for an undivided school or equal divisions, else one for each division that has days. */
function partsOf(brief: NoticeBrief, school: School): Part[] {
  const units = unitsOfSchool(school);
  const days = units.map((unit) => daysOf(brief, unit));
  const [first = []] = days;
  if (new Set(days.map((list) => canonicalJson(list))).size === 1) return [{ days: first }];
  return school.divisions.flatMap((division, i) => {
    const own = days[i] ?? [];
    return own.length === 0 ? [] : [{ name: plainWords(division.name, 80), days: own }];
  });
}
