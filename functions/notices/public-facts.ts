import { factLine, writeDays, writeDaysTogether, type FactLine } from './fact-line.ts';
import { groupUnits } from './group-units.ts';
import type { DayFact, Place, PlaceGroup, Survey } from './notice-facts.ts';
import type { Wording } from './wording.ts';
import { writeWhere } from './write-where.ts';

/**
 * Schools by what their days are, for those who read about all of them. A divided school whose divisions differ counts by division here:
 * each stands with the schools that have the same days. Programs are listed apart.
 */
export function publicGroups(places: readonly Place[]): PlaceGroup[] {
  const single = places.filter((place) => place.parts.every((part) => part.name === undefined));
  return groupUnits(single.map((place) => ({ ...place, programs: [] })));
}

/** Line 1 for those who read about all schools; with several kinds of day it names them, and the lines below say which school has which. */
export function publicFactLine(brief: Survey, wording: Wording): FactLine {
  const { groups } = brief;
  const [only] = groups;
  if (!only || groups.length > 1)
    return factLine(writeDaysTogether(allDays(brief), wording), undefined, brief, wording);
  const where = writeWhere(only, brief.district, wording, wording.schools(only.places.length));
  return factLine(writeDays(only.parts, wording), where, brief, wording);
}

/** Each group's days with its schools: `E-LEARNING Wed Feb 22: Pine High School, Oak Elementary School`. */
export function groupStatements(groups: readonly PlaceGroup[], wording: Wording): string[] {
  return groups.map((group) => {
    const names = group.places.map((place) => place.name).join(', ');
    return `${writeDays(group.parts, wording)}: ${names}`;
  });
}

/** Every day of every group, once per kind and date. */
export function allDays(brief: Survey): DayFact[] {
  const days = brief.groups.flatMap((group) => group.parts.flatMap((part) => part.days));
  const stated = days.length > 0 ? days : brief.days.map(({ date, dayType }) => ({ date, dayType }));
  return stated.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
