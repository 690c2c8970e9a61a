import { schoolIdOf } from '../../calendar/units.ts';
import { isUpdate, writeDays, writeDaysTogether } from '../fact-line.ts';
import { plainWords } from '../plain-words.ts';
import { allDays } from '../public-facts.ts';
import * as sentences from '../sentences.ts';
import type { NoticeDay } from '../wording.ts';
import { writeWhere } from '../write-where.ts';
import { span, written, type Manner } from './manners.ts';
import type { CopySubject } from './subject.ts';

/** How many schools of a group are named before it is described, and how long its days may be. */
export type Room = { readonly names: number; readonly days: number };

/** `All schools: E-LEARNING Wed Feb 22 – Fri Feb 24`; groups of schools one after the other, where they differ. */
export function whatAndWhere(subject: CopySubject, { wording, tidy }: Manner, { names, days }: Room): string {
  const { survey } = subject;
  return survey.groups
    .map((group) => {
      const where = writeWhere(group, survey.district, wording, wording.schools(group.places.length), names);
      return `${where}: ${tidy(writeDays(group.parts, wording, days))}`;
    })
    .join('; ');
}

/** All kinds of day at once, for how many schools: where the groups take too much room. */
export function allTogether(subject: CopySubject, { wording, tidy }: Manner): string {
  return `${whereAll(subject)}: ${tidy(writeDaysTogether(allDays(subject.survey), wording))}`;
}

/** That something changes between two dates: what is left where there is no room for anything else. */
export function onlyThatItChanges(subject: CopySubject, manner: Manner): string {
  return `${subject.copy.changes} ${span(allDays(subject.survey), manner)}`;
}

/** All schools, or how many. */
export function whereAll({ survey, wording }: CopySubject): string {
  const schools = new Set(survey.days.flatMap((day) => day.units.map(schoolIdOf)));
  return survey.district.schools.every(({ id }) => schools.has(id))
    ? wording.allSchools
    : wording.schools(schools.size);
}

/** `DRILL – `, `UPDATE – `: what has to be read before anything else. */
export function prefix({ survey, wording }: CopySubject, withUpdate: boolean = true): string {
  const drill = survey.declaration.drill ? `${wording.drill} – ` : '';
  return `${drill}${withUpdate && isUpdate(survey) ? `${wording.update} – ` : ''}`;
}

/** The district's name. */
export function nameOf({ survey }: CopySubject): string {
  return plainWords(survey.district.name, 80);
}

/** That it is a drill, or what it is to those who read the notice before it. */
export function circumstancesOf({ survey, wording }: CopySubject, manner: Manner = written(wording)): string[] {
  const parts = survey.groups.flatMap((group) => group.parts);
  const replaced = sentences.whatItReplaces(survey, parts, manner.wording);
  return [...(survey.declaration.drill ? [wording.drillExplained] : []), ...replaced];
}

/** The kinds of day in it. */
export function dayTypesOf({ survey }: CopySubject): NoticeDay[] {
  return [...new Set(allDays(survey).map((day) => day.dayType))];
}

/** The notice's page in this language, or else the district's site. */
export function siteOf({ survey, wording, page }: CopySubject): string | undefined {
  return page === undefined ? survey.district.website : `${page}#${wording.language}`;
}

/** A site as it is read aloud. */
export function spokenSite({ survey }: CopySubject): string | undefined {
  const { website } = survey.district;
  return website === undefined ? undefined : new URL(website).host.replace(/^www\./, '');
}

/** Some sentences one after the other; what is empty or absent is left out. */
export function joined(...parts: readonly (string | undefined | readonly string[])[]): string {
  return parts
    .flat()
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}
