import type { NoticeBrief } from '../declarations/rendering.ts';
import { pageFolder } from '../names.ts';
import { changeLines, eventChanges, eventSteps, programChange, programSteps } from './changes.ts';
import { writeDays, type FactLine } from './fact-line.ts';
import { wordingOf } from './known-wording.ts';
import type { Part, PlaceGroup } from './notice-facts.ts';
import type { Detail, NoticeLine } from './notice-line.ts';
import { sameDayTexts } from './same-day.ts';
import * as sentences from './sentences.ts';
import { standingTexts } from './standing.ts';
import type { Wording } from './wording.ts';
import { languagesOf } from './write-issued.ts';

/** Standing paragraphs that a post has room for; the others stand on the page. */
const standingInPost = 3;

/** Longest statement of the days in a line of another language. */
const longestOtherDays = 160;

/**
 * What a class reads, in the order of CONTRACT 6: fact line; posted by the district for all classes; what to do; tools; programs; events;
 * standing paragraphs; the district's words; a line and link in each other language; questions; reference. Never anything for staff.
 */
export function classLines(
  brief: NoticeBrief,
  group: PlaceGroup,
  fact: FactLine,
  wording: Wording,
  detail: Detail,
): NoticeLine[] {
  return [
    { kind: 'fact', text: fact.text },
    { kind: 'text', text: wording.postedForAllClasses },
    ...circumstances(brief, group.parts, wording),
    ...whatToDo(brief, group, wording, detail),
    ...toolParts(brief, wording, detail),
    ...changeParts(brief, group, wording, detail),
    ...standingParts(brief, group, wording, detail),
    ...sentences.ownWordsLines(brief, wording),
    ...sentences.nextUpdate(brief, wording).map(sentences.asText),
    ...pageLines(brief, wording, (other) => (detail < 5 ? writeDays(group.parts, other, longestOtherDays) : '')),
    ...closing(brief, wording, detail),
  ];
}

/** That it is a drill, that it is the way back, or that it replaces what was posted before. */
export function circumstances(brief: NoticeBrief, parts: readonly Part[], wording: Wording): NoticeLine[] {
  return [
    ...(brief.declaration.drill ? [wording.drillExplained] : []),
    ...sentences.whatItReplaces(brief, parts, wording),
  ].map(sentences.asText);
}

/** Whom to ask, that nobody reads replies, and the reference by which a post is found again. */
export function closing(brief: NoticeBrief, wording: Wording, detail: Detail): NoticeLine[] {
  const whom = detail < 5 ? sentences.whomToAsk(brief, wording, detail > 2) : undefined;
  const questions = whom === undefined ? '' : `${wording.questions(sentences.ended(whom))} `;
  return [
    { kind: 'text', text: `${questions}${wording.doNotReply}` },
    { kind: 'text', text: 'Ref. {{deliveryId}}' },
  ];
}

/** The page's address with its slot. */
export function pageLink(brief: NoticeBrief): string {
  return `${brief.publicUrl}/${pageFolder(brief.declaration)}/{{deliveryId}}`;
}

/** The page, and one line and link to it in each other language of the district. */
export function pageLines(brief: NoticeBrief, wording: Wording, statement: (other: Wording) => string): NoticeLine[] {
  const others = languagesOf(brief.district).filter((language) => language !== wording.language);
  return [
    { kind: 'page', text: wording.page.link, href: pageLink(brief) },
    ...others.map((language): NoticeLine => {
      const other = wordingOf(language);
      const drill = brief.declaration.drill ? ` (${other.drill})` : '';
      const text = [`${other.name}${drill}`, statement(other)].filter((part) => part !== '').join(': ');
      return { kind: 'link', text, href: `${pageLink(brief)}#${language}`, language };
    }),
  ];
}

function whatToDo(brief: NoticeBrief, group: PlaceGroup, wording: Wording, detail: Detail): NoticeLine[] {
  const causes = sentences.causeSentences(brief, wording);
  if (detail === 5) return [];
  const dayTypes = sentences.dayTypesOf(group.parts);
  return [
    ...sentences.explanations(dayTypes, wording, true),
    // Words that somebody wrote for today outlast what is said of any such day.
    ...(detail < 4 ? sameDayTexts(brief, dayTypes, wording, detail < 2) : []),
    ...(detail < 4 ? causes : causes.slice(0, 1)),
  ].map(sentences.asText);
}

function toolParts(brief: NoticeBrief, wording: Wording, detail: Detail): NoticeLine[] {
  const lines = sentences.toolSentences(brief, wording);
  return (detail < 4 || lines.length === 0 ? lines : [wording.toolsOnPage]).map(sentences.asText);
}

function changeParts(brief: NoticeBrief, group: PlaceGroup, wording: Wording, detail: Detail): NoticeLine[] {
  const programs = group.programs.map((program) => programChange(program, brief, wording));
  const events = eventChanges(brief, wording);
  const lines = [
    ...changeLines(wording.programs, programs, detail, programSteps),
    ...changeLines(wording.events, events, detail, eventSteps),
  ];
  const leftOut = lines.length === 0 && programs.length + events.length > 0;
  return leftOut ? [{ kind: 'text', text: wording.programsOnPage }] : lines;
}

function standingParts(brief: NoticeBrief, group: PlaceGroup, wording: Wording, detail: Detail): NoticeLine[] {
  const dayTypes = sentences.dayTypesOf(group.parts);
  const texts = standingTexts(brief, dayTypes, wording);
  const leftOut = (detail > 2 && texts.length > 0) || (detail > 1 && sameDayTexts(brief, dayTypes, wording).length > 0);
  if (leftOut) return [sentences.asText(wording.moreOnPage)];
  return texts.slice(0, standingInPost).map(sentences.asText);
}
