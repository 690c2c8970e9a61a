import * as sentences from '../sentences.ts';
import { allDays } from '../public-facts.ts';
import { copyLimits } from './copy-texts.ts';
import { characters, firstThatFits } from './first-that-fits.ts';
import { smsLength, toGsm7 } from './gsm7.ts';
import { short, weekdays, written, type Manner } from './manners.ts';
import * as say from './say.ts';
import type { CopySubject } from './subject.ts';

/** A text message: who says it, the days of each group of schools, what they mean and where there is more, as far as 160 go. */
export function smsOf(subject: CopySubject): string {
  const { wording, copy } = subject;
  const from = `${say.prefix(subject)}${say.nameOf(subject)}: `;
  const site = subject.page ?? subject.survey.district.website;
  const means = sentences.explanations(say.dayTypesOf(subject), wording, false);
  const factsIn = (manner: Manner): string[] => [
    say.whatAndWhere(subject, manner, { names: 3, days: 90 }),
    say.whatAndWhere(subject, manner, { names: 0, days: 90 }),
  ];
  const [full = '', fewer = ''] = factsIn(written(wording));
  const [compact = '', least = ''] = factsIn(short(wording, copy));
  const together = say.allTogether(subject, short(wording, copy));
  const candidates = [
    say.joined(`${from}${sentences.ended(full)}`, means, site),
    say.joined(`${from}${sentences.ended(full)}`, means),
    ...[full, fewer, compact, least, together].flatMap((facts) => [
      say.joined(`${from}${sentences.ended(facts)}`, site),
      `${from}${sentences.ended(facts)}`,
    ]),
    `${from}${say.onlyThatItChanges(subject, short(wording, copy))}`,
    `${say.prefix(subject)}${say.onlyThatItChanges(subject, short(wording, copy))}`,
  ];
  return firstThatFits(candidates.map(toGsm7), { limit: copyLimits.sms, measure: smsLength });
}

/** The band on top of a website. */
export function bannerOf(subject: CopySubject): string {
  return firstThatFits(longToShort(subject, say.prefix(subject), []), characters(copyLimits.banner));
}

/** A post on social media, with the address of the page. */
export function socialOf(subject: CopySubject): string {
  const from = `${say.prefix(subject)}${say.nameOf(subject)} – `;
  const site = say.siteOf(subject);
  const means = sentences.explanations(say.dayTypesOf(subject), subject.wording, false);
  const causes = sentences.causeSentences(subject.survey, subject.wording);
  const [first = ''] = longToShort(subject, from, []);
  const candidates = [
    say.joined(first, causes, site),
    ...longToShort(subject, from, site === undefined ? [] : [site]),
    ...longToShort(subject, from, []),
  ];
  return firstThatFits(means.length === 0 ? candidates.slice(1) : candidates, characters(copyLimits.social));
}

/** One line of a station's list: by weekdays where they name the days, and without the district, which has its own line there. */
export function closingsOf(subject: CopySubject): string {
  const { survey, wording, copy, today } = subject;
  const drill = say.prefix(subject, false);
  const days = allDays(survey);
  const near = weekdays(wording, days, today);
  const manners = [...(near === undefined ? [] : [near]), written(wording), short(wording, copy)];
  const closed =
    survey.groups.length === 1 && days.every(({ dayType }) => dayType === 'e-learning')
      ? [`, ${copy.buildingsClosed}`, '']
      : [''];
  // A list names the hours or the date rather than the schools: the name of each is long, and a line is all there is.
  const facts = manners.flatMap((manner) =>
    [3, 0].flatMap((names) => closed.map((end) => `${say.whatAndWhere(subject, manner, { names, days: 60 })}${end}`)),
  );
  const least = short(wording, copy);
  const candidates = [
    ...(survey.groups.length === 0 ? [] : facts),
    ...manners.map((manner) => say.allTogether(subject, manner)),
    `${say.whereAll(subject)}: ${say.onlyThatItChanges(subject, least)}`,
    say.onlyThatItChanges(subject, least),
  ];
  return firstThatFits(
    candidates.map((text) => `${drill}${text}`),
    characters(copyLimits.closings),
  );
}

/** A paragraph for newsrooms. */
export function pressOf(subject: CopySubject): string {
  const { survey, wording, copy } = subject;
  const from = `${say.prefix(subject)}${say.nameOf(subject)} – `;
  const contact = survey.district.contact ?? survey.district.website;
  const whom = contact === undefined ? [] : [sentences.ended(copy.forThePress(contact))];
  const causes = sentences.causeSentences(survey, wording);
  const next = sentences.nextUpdate(survey, wording);
  const [first = ''] = longToShort(subject, from, []);
  const candidates = [
    say.joined(first, causes, next, whom),
    say.joined(first, causes, whom),
    ...longToShort(subject, from, whom),
    ...longToShort(subject, from, []),
  ];
  return firstThatFits(candidates, characters(copyLimits.press));
}

/** The facts with what they mean, the facts alone, and ever less of them; each with the same beginning and end. */
function longToShort(subject: CopySubject, from: string, end: readonly string[]): string[] {
  const { wording, copy, survey } = subject;
  const means = sentences.explanations(say.dayTypesOf(subject), wording, false);
  const circumstances = say.circumstancesOf(subject);
  const facts = [
    say.whatAndWhere(subject, written(wording), { names: 3, days: 120 }),
    say.whatAndWhere(subject, short(wording, copy), { names: 0, days: 80 }),
  ].filter(() => survey.groups.length > 0);
  const [full = say.allTogether(subject, written(wording))] = facts;
  return [
    say.joined(`${from}${sentences.ended(full)}`, circumstances, means, end),
    say.joined(`${from}${sentences.ended(full)}`, means, end),
    ...facts.map((text) => say.joined(`${from}${sentences.ended(text)}`, end)),
    say.joined(`${from}${sentences.ended(say.allTogether(subject, short(wording, copy)))}`, end),
    say.joined(`${from}${sentences.ended(say.onlyThatItChanges(subject, short(wording, copy)))}`, end),
    `${say.prefix(subject)}${say.onlyThatItChanges(subject, short(wording, copy))}`,
  ];
}
