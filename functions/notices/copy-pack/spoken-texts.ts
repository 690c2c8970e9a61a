import { programChange } from '../changes.ts';
import { plainWords } from '../plain-words.ts';
import * as sentences from '../sentences.ts';
import { copyLimits } from './copy-texts.ts';
import { firstThatFits, words } from './first-that-fits.ts';
import { spoken } from './manners.ts';
import * as say from './say.ts';
import type { CopySubject } from './subject.ts';

/** Programs that are read out; the others stand on the district's site. */
const readPrograms = 3;

/** What is read aloud in half a minute. */
export function voiceOf(subject: CopySubject): string {
  return readAloud(subject, subject.copy.thisIs(say.nameOf(subject)), [], copyLimits.voiceWords);
}

/** What callers hear first: the same, and where there is help. */
export function hotlineOf(subject: CopySubject): string {
  const { survey, wording } = subject;
  const standing = survey.district.standing[wording.language];
  const help = (['helpLine', 'noInternet', 'meals'] as const).flatMap((key) => {
    const text = plainWords(standing?.[key] ?? '');
    return text === '' ? [] : [`${wording.standing[key]}: ${sentences.ended(text)}`];
  });
  return readAloud(subject, subject.copy.thanksForCalling(say.nameOf(subject)), help, copyLimits.hotlineWords);
}

function readAloud(subject: CopySubject, greeting: string, help: readonly string[], limit: number): string {
  const { survey, wording, copy } = subject;
  const manner = spoken(wording, copy);
  const circumstances = say.circumstancesOf(subject, manner).map(manner.tidy);
  const means = sentences.explanations(say.dayTypesOf(subject), manner.wording, false);
  const causes = sentences.causeSentences(survey, wording);
  const programs = survey.programs.slice(0, readPrograms).map((program) => {
    const { name, disposition } = programChange(program, survey, manner.wording);
    return `${manner.tidy(name)}: ${disposition}.`;
  });
  const next = sentences.nextUpdate(survey, manner.wording);
  const site = say.spokenSite(subject);
  const more = site === undefined ? [] : [copy.moreAt(site)];
  const facts = (names: number, days: number): string =>
    sentences.ended(say.whatAndWhere(subject, manner, { names, days }));
  const together = sentences.ended(say.allTogether(subject, manner));
  const full = survey.groups.length === 0 ? together : facts(3, 300);
  const least = sentences.ended(
    `${survey.declaration.drill ? `${wording.drill}. ` : ''}${say.onlyThatItChanges(subject, manner).toLowerCase()}`,
  );
  const candidates = [
    say.joined(greeting, circumstances, full, means, causes, programs, next, help, more),
    say.joined(greeting, circumstances, full, means, causes, next, help.slice(0, 1), more),
    say.joined(greeting, circumstances, full, means, causes, more),
    say.joined(greeting, circumstances, full, means, more),
    say.joined(greeting, circumstances, full, more),
    ...(survey.groups.length === 0 ? [] : [say.joined(greeting, circumstances, facts(0, 100), more)]),
    say.joined(greeting, circumstances, together, more),
    say.joined(greeting, least, more),
    least,
  ];
  return firstThatFits(candidates, words(limit));
}
