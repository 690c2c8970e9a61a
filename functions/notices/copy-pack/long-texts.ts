import { changeLines, eventChanges, programChange } from '../changes.ts';
import { partnerLines } from '../partner-lines.ts';
import { clip } from '../plain-words.ts';
import { groupStatements } from '../public-facts.ts';
import { renderClassroom } from '../render-classroom.ts';
import { sameDayTexts } from '../same-day.ts';
import * as sentences from '../sentences.ts';
import { standingTexts } from '../standing.ts';
import { copyLimits } from './copy-texts.ts';
import { characters, firstThatFits } from './first-that-fits.ts';
import { short, written } from './manners.ts';
import * as say from './say.ts';
import type { CopySubject } from './subject.ts';

/** A message to families: everything public, in the order of the notices, and where the page is. */
export function emailOf(subject: CopySubject): { subject: string; body: string } {
  return { subject: subjectOf(subject), body: bodyOf(subject).join('\n\n') };
}

/** The same for a class's families, as far as 1,800 characters go: programs, then standing paragraphs, then the district's words stay on the page. */
export function seesawOf(subject: CopySubject): string {
  const { wording } = subject;
  const brief = [headline(subject), ...meaning(subject), ...ending(subject)];
  const candidates = [
    bodyOf(subject),
    [headline(subject), ...meaning(subject), ...helping(subject), ...own(subject), ...ending(subject)],
    [headline(subject), ...meaning(subject), ...own(subject), ...ending(subject)],
    brief,
    [subjectOf(subject), ...sentences.explanations(say.dayTypesOf(subject), wording, false), ...ending(subject)],
    [subjectOf(subject)],
  ];
  return firstThatFits(
    candidates.map((lines) => lines.join('\n\n')),
    characters(copyLimits.seesaw),
  );
}

function subjectOf(subject: CopySubject): string {
  const { survey, wording, copy } = subject;
  const from = say.prefix(subject);
  const manner = written(wording);
  const facts =
    survey.groups.length === 0 ? [] : [3, 0].map((names) => say.whatAndWhere(subject, manner, { names, days: 60 }));
  const texts = [...facts, say.allTogether(subject, manner), say.allTogether(subject, short(wording, copy))];
  const least = say.onlyThatItChanges(subject, short(wording, copy));
  const candidates = [...texts.map((text) => `${text} – ${say.nameOf(subject)}`), ...texts, least];
  return firstThatFits(
    candidates.map((text) => clip(`${from}${text}`, 2000)),
    characters(copyLimits.subject),
  );
}

/** Line 1 without the minute of issue, and, where schools differ, which of them has which day. */
function headline(subject: CopySubject): string {
  const { survey, wording } = subject;
  const [only, ...others] = survey.groups;
  const from = `${say.prefix(subject)}${say.nameOf(subject)}`;
  if (only === undefined || others.length > 0) {
    const list = groupStatements(survey.groups, wording).map((line) => `- ${line}`);
    return [`${from} – ${say.allTogether(subject, written(wording))}`, ...list].join('\n');
  }
  return `${from} – ${say.whatAndWhere(subject, written(wording), { names: Infinity, days: 300 })}`;
}

function bodyOf(subject: CopySubject): string[] {
  return [
    headline(subject),
    ...meaning(subject),
    ...changes(subject),
    ...helping(subject),
    ...own(subject),
    ...ending(subject),
  ];
}

function meaning(subject: CopySubject): string[] {
  const { survey, wording } = subject;
  const dayTypes = say.dayTypesOf(subject);
  return [
    say.joined(say.circumstancesOf(subject), sentences.explanations(dayTypes, wording, false)),
    ...sameDayTexts(survey, dayTypes, wording),
    say.joined(sentences.causeSentences(survey, wording)),
    say.joined(sentences.toolSentences(survey, wording)),
  ].filter((text) => text !== '');
}

function changes({ survey, wording }: CopySubject): string[] {
  const inFull = { full: 0, named: 0 } as const;
  const programs = survey.programs.map((program) => programChange(program, survey, wording));
  const partners = partnerLines(survey, wording);
  return [
    ...[
      ...changeLines(wording.programs, programs, 0, inFull),
      ...changeLines(wording.events, eventChanges(survey, wording), 0, inFull),
    ].map((line) => renderClassroom([line])),
    ...(partners.length === 0 ? [] : [`${wording.noBusesFor}: ${partners.join(', ')}.`]),
  ];
}

function helping(subject: CopySubject): string[] {
  return standingTexts(subject.survey, say.dayTypesOf(subject), subject.wording);
}

function own({ survey, wording }: CopySubject): string[] {
  const words = sentences.ownWords(survey, wording);
  return words === undefined ? [] : [`${words.label}: ${words.text}`];
}

function ending(subject: CopySubject): string[] {
  const { survey, wording, copy, page } = subject;
  const site = say.siteOf(subject);
  const whom = sentences.whomToAsk(survey, wording);
  return [
    ...sentences.nextUpdate(survey, wording),
    ...(whom === undefined ? [] : [wording.questions(sentences.ended(whom))]),
    ...(site === undefined ? [] : [page === undefined ? copy.moreAt(site) : `${wording.page.link}: ${site}`]),
  ];
}
