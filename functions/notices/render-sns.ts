import type { Rendering } from '../declarations/rendering.ts';
import { changeLines, eventChanges, programChange } from './changes.ts';
import { circumstances, closing, pageLink } from './class-lines.ts';
import type { FactLine } from './fact-line.ts';
import { wordingOf } from './known-wording.ts';
import type { Part, Survey } from './notice-facts.ts';
import type { NoticeLine } from './notice-line.ts';
import { clip } from './plain-words.ts';
import { allDays, groupStatements, publicFactLine } from './public-facts.ts';
import { renderClassroom } from './render-classroom.ts';
import { staffLines } from './render-staff.ts';
import { sameDayTexts } from './same-day.ts';
import * as sentences from './sentences.ts';
import { standingTexts } from './standing.ts';
import type { Wording } from './wording.ts';

/** SNS wants a subject of ASCII, shorter than 100 characters. */
const longestSubject = 99;

/** Audiences that have a topic of their own. */
export type TopicAudience = 'public' | 'staff' | 'administrators';

/** One message per audience and language of the district: plain text, with a subject for those who subscribe by mail. */
export function renderSns(brief: Survey, audience: TopicAudience): Rendering[] {
  return [...new Set(brief.district.languages)].map((language) => {
    const wording = wordingOf(language);
    const fact = publicFactLine(brief, wording);
    return {
      channel: 'sns',
      audience,
      language,
      text: renderClassroom(topicLines(brief, audience, fact, wording)),
      opening: fact.opening,
      subject: snsSubject(fact.text),
      link: audience === 'public' ? pageLink(brief) : '',
    };
  });
}

/** Line 1 without the minute of issue, in ASCII: accents go, dashes and dots become hyphens, what has no letter there is left out. */
export function snsSubject(fact: string): string {
  const ascii = fact
    .replace(/,? ?\{\{issued\}\}/g, '')
    .replace(/[–—·]/g, '-')
    .replace(/[‘’]/g, "'")
    .normalize('NFD')
    .replace(/[^\x20-\x7E]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  const clipped = clip(ascii, longestSubject);
  return clipped === ascii ? ascii : clipped.replace(/[ ,-]+\S*$/, '');
}

function topicLines(brief: Survey, audience: TopicAudience, fact: FactLine, wording: Wording): readonly NoticeLine[] {
  switch (audience) {
    case 'public':
      return publicLines(brief, fact, wording);
    case 'staff':
      return staffTopicLines(brief, fact, wording);
    case 'administrators':
      return administratorLines(brief, fact, wording);
  }
}

/** What the public topic carries: all schools, everything public, and the page's address in this language. */
function publicLines(brief: Survey, fact: FactLine, wording: Wording): NoticeLine[] {
  const dayTypes = [...new Set(allDays(brief).map((day) => day.dayType))];
  const link = `${pageLink(brief)}#${wording.language}`;
  const programs = brief.programs.map((fact) => programChange(fact, brief, wording));
  return [
    { kind: 'fact', text: fact.text },
    ...circumstances(brief, partsOf(brief), wording),
    ...schoolLines(brief, wording),
    ...[
      ...sentences.explanations(dayTypes, wording, false),
      ...sameDayTexts(brief, dayTypes, wording),
      ...sentences.causeSentences(brief, wording),
      ...sentences.toolSentences(brief, wording),
    ].map(sentences.asText),
    ...changeLines(wording.programs, programs, 0, { full: 0, named: 0 }),
    ...changeLines(wording.events, eventChanges(brief, wording), 0, { full: 0, named: 0 }),
    ...standingTexts(brief, dayTypes, wording).map(sentences.asText),
    ...sentences.ownWordsLines(brief, wording),
    ...sentences.nextUpdate(brief, wording).map(sentences.asText),
    { kind: 'link', text: wording.page.link, href: link, language: wording.language },
    ...closing(brief, wording, 0),
  ];
}

function staffTopicLines(brief: Survey, fact: FactLine, wording: Wording): NoticeLine[] {
  const [first, ...others] = staffLines(brief, { parts: partsOf(brief), programs: brief.programs }, fact, wording, 0);
  return [...(first ? [first] : []), ...schoolLines(brief, wording), ...others];
}

/** Short, and without any link: "open the saved page" (S-37). The district's words may hold a link, so they are not in it. */
function administratorLines(brief: Survey, fact: FactLine, wording: Wording): NoticeLine[] {
  return [
    { kind: 'fact', text: fact.text },
    ...circumstances(brief, partsOf(brief), wording),
    ...schoolLines(brief, wording),
    ...sentences.nextUpdate(brief, wording).map(sentences.asText),
    sentences.asText(wording.openSavedPage),
    sentences.asText('Ref. {{deliveryId}}'),
  ];
}

function partsOf({ groups }: Survey): Part[] {
  return groups.flatMap((group) => group.parts);
}

/** Which school has which day, where they differ. */
function schoolLines(brief: Survey, wording: Wording): NoticeLine[] {
  if (brief.groups.length < 2) return [];
  return [{ kind: 'list', heading: wording.page.days, items: groupStatements(brief.groups, wording) }];
}
