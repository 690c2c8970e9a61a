import { eventChanges, programChange } from './changes.ts';
import { escapeHtml } from '../core/html.ts';
import { isUpdate, writeDays } from './fact-line.ts';
import type { Part, Survey } from './notice-facts.ts';
import { partnerLines } from './partner-lines.ts';
import { plainWords } from './plain-words.ts';
import { allDays } from './public-facts.ts';
import { sameDayTexts } from './same-day.ts';
import * as sentences from './sentences.ts';
import { standingTexts } from './standing.ts';
import { writeDates } from './write-dates.ts';
import type { Wording } from './wording.ts';

/** The heading that a page leads with: weekday, date and year first, so that an old page is no fake (S-28). */
export function pageHeading(brief: Survey, wording: Wording): string {
  const days = allDays(brief);
  const headings = [...new Set(days.map((day) => wording.headings[day.dayType]))].join(' / ');
  const dates = days.map((day) => day.date);
  const prefix = [...(brief.declaration.drill ? [wording.drill] : []), ...(isUpdate(brief) ? [wording.update] : [])];
  return [...prefix, `${writeDates(dates, wording, true)}: ${headings}`].join(' – ');
}

/** The page's part in one language; `level` is that of its heading, 1 for the first one. */
export function pageArticle(brief: Survey, wording: Wording, level: 1 | 2): string {
  const { page, language } = wording;
  const section = sectionAt(level + 1);
  const own = sentences.ownWords(brief, wording);
  const whom = sentences.whomToAsk(brief, wording);
  return [
    `<article id="${language}" lang="${language}">`,
    `<h${level}>${escapeHtml(pageHeading(brief, wording))}</h${level}>`,
    stateSlot(language),
    paragraph(`${plainWords(brief.district.name, 80)} · ${page.issued(`{{issued:${language}}}`)}`),
    brief.declaration.drill ? `<p class="drill">${escapeHtml(wording.drillExplained)}</p>` : '',
    paragraphs(sentences.whatItReplaces(brief, partsOf(brief), wording)),
    section(page.days, schoolsAndDays(brief, wording, level + 2)),
    section(page.sameDay, list(sameDayTexts(brief, dayTypes(brief), wording))),
    section(page.reason, paragraphs(sentences.causeSentences(brief, wording))),
    section(page.tools, paragraphs(sentences.toolSentences(brief, wording))),
    section(page.programs, list(programTexts(brief, wording))),
    section(page.events, list(eventChanges(brief, wording).map((change) => change.full))),
    section(wording.noBusesFor, list(partnerLines(brief, wording))),
    section(page.help, paragraphs(standingTexts(brief, dayTypes(brief), wording))),
    own ? section(own.label, `<blockquote lang="${escapeHtml(own.language)}">${paragraph(own.text)}</blockquote>`) : '',
    paragraphs(sentences.nextUpdate(brief, wording)),
    whom === undefined ? '' : section(page.questions, paragraph(whom)),
    historySlot(language, level + 1),
    '</article>',
  ].join('');
}

/** Where a page that is over or replaced says so, in a language; `mark-page.ts` fills it. */
export function stateSlot(language: string): string {
  return `<!--state:${language}-->`;
}

/** Where a page lists what was said about its days, in a language under a heading of this level; `mark-page.ts` fills it. */
export function historySlot(language: string, level: number): string {
  return `<!--history:${language}:${level}-->`;
}

function schoolsAndDays(brief: Survey, wording: Wording, level: number): string {
  return brief.groups
    .map((group) => {
      const types = sentences.dayTypesOf(group.parts);
      const means = sentences.explanations(types, wording, false);
      const days = escapeHtml(writeDays(group.parts, wording, Infinity));
      return `<h${level}>${days}</h${level}>${paragraphs(means)}${list(group.places.map((place) => place.name))}`;
    })
    .join('');
}

function programTexts(brief: Survey, wording: Wording): string[] {
  return brief.programs.map((fact) => programChange(fact, brief, wording).full);
}

function dayTypes(brief: Survey): ReturnType<typeof sentences.dayTypesOf> {
  return sentences.dayTypesOf(partsOf(brief));
}

function partsOf({ groups }: Survey): Part[] {
  return groups.flatMap((group) => group.parts);
}

function sectionAt(level: number): (heading: string, content: string) => string {
  return (heading, content) => (content === '' ? '' : `<h${level}>${escapeHtml(heading)}</h${level}>${content}`);
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function paragraphs(texts: readonly string[]): string {
  return texts.map(paragraph).join('');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
