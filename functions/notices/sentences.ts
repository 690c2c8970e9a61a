import { InvalidInput } from '../core/errors.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import { isUpdate } from './fact-line.ts';
import { isKnownLanguage } from './known-wording.ts';
import type { Part } from './notice-facts.ts';
import type { NoticeLine } from './notice-line.ts';
import { plainWords } from './plain-words.ts';
import { writeDates, writeMoment } from './write-dates.ts';
import { knownStockSentences, type NoticeDay, type Wording } from './wording.ts';

/** What a change is to those who read the earlier notice: the way back and from when, or that it takes the place of that notice. */
export function whatItReplaces(brief: NoticeBrief, parts: readonly Part[], wording: Wording): string[] {
  return isUpdate(brief) ? [wayBack(brief, parts, wording) ?? wording.replacesEarlier] : [];
}

/** The first regular day, where it is the same for all who read this. */
function wayBack({ act }: NoticeBrief, parts: readonly Part[], wording: Wording): string | undefined {
  if (act !== 'resumed') return undefined;
  const dates = parts.map((part) => part.days.find((day) => day.dayType === 'regular')?.date);
  const [date, ...others] = new Set(dates);
  return date === undefined || others.length > 0 ? undefined : wording.backToSchool(writeDates([date], wording));
}

/** The kinds of day in these parts, each once, in order. */
export function dayTypesOf(parts: readonly Part[]): NoticeDay[] {
  return [...new Set(parts.flatMap((part) => part.days.map((day) => day.dayType)))];
}

/** What each kind of day means; with several, each is named. */
export function explanations(dayTypes: readonly NoticeDay[], wording: Wording, toStudents: boolean): string[] {
  return dayTypes.map((dayType) => {
    const todo = toStudents ? wording.whatToDo[dayType] : undefined;
    const text = [wording.explanations[dayType], todo].filter((part) => part !== undefined).join(' ');
    return dayTypes.length > 1 ? `${wording.headings[dayType]}: ${text}` : text;
  });
}

/**
 * The causes in their stock sentences, the qualifying one first, each once; none where every day is back to normal, which they do not explain.
 * `InvalidInput` for a key that is no stock sentence.
 */
export function causeSentences(brief: NoticeBrief, wording: Wording): string[] {
  const known = knownStockSentences.join(', ');
  const named = brief.declaration.causes.flatMap(({ publicText, qualifying }, i) => {
    if (publicText === undefined) return [];
    const key = knownStockSentences.find((sentence) => sentence === publicText);
    if (key) return [{ key, qualifying }];
    const message = `no stock sentence ${publicText}; known: ${known}`;
    throw new InvalidInput('The notice', [{ path: `causes[${i}].publicText`, message }]);
  });
  if (brief.days.every((day) => day.dayType === 'regular')) return [];
  const inOrder = [...named.filter((cause) => cause.qualifying), ...named.filter((cause) => !cause.qualifying)];
  return [...new Set(inOrder.map((cause) => wording.causes[cause.key]))];
}

/** Names of the district's tools. `InvalidInput` for one that the district does not have. */
export function toolNames(brief: NoticeBrief, which: 'available' | 'unavailable'): string[] {
  return brief.declaration.tools[which].map((id, i) => {
    const tool = brief.district.tools.find((candidate) => candidate.id === id);
    if (tool) return plainWords(tool.name, 80);
    throw new InvalidInput('The notice', [{ path: `tools.${which}[${i}]`, message: `the district has no tool ${id}` }]);
  });
}

/** The two sentences about tools: the sentence that mattered most to families in February 2023. */
export function toolSentences(brief: NoticeBrief, wording: Wording): string[] {
  const available = toolNames(brief, 'available');
  const unavailable = toolNames(brief, 'unavailable');
  return [
    ...(available.length > 0 ? [`${wording.toolsAvailable}: ${available.join(', ')}.`] : []),
    ...(unavailable.length > 0 ? [`${wording.toolsUnavailable}: ${unavailable.join(', ')}.`] : []),
  ];
}

/** The district's own words, in this language or, marked with its name, in the first one that they were written in (V8). */
export function ownWords(
  brief: NoticeBrief,
  wording: Wording,
): { label: string; text: string; language: string } | undefined {
  const { message } = brief.declaration;
  const order = [wording.language, ...brief.district.languages, ...Object.keys(message).sort()];
  for (const language of order) {
    const text = plainWords(message[language] ?? '');
    if (text === '') continue;
    const name = isKnownLanguage(language) ? wording.languageNames[language] : language;
    return { label: ownWordsLabel(brief, wording, language === wording.language ? undefined : name), text, language };
  }
  return undefined;
}

/** On the way back the district's words say what is not as it was (V11). */
function ownWordsLabel({ act }: NoticeBrief, wording: Wording, foreign: string | undefined): string {
  if (act === 'resumed') return foreign === undefined ? wording.whatDiffers : wording.whatDiffersIn(foreign);
  return foreign === undefined ? wording.ownWords : wording.ownWordsIn(foreign);
}

/** Own words as a line, marked with their language where it is not the notice's. */
export function ownWordsLines(brief: NoticeBrief, wording: Wording): NoticeLine[] {
  const own = ownWords(brief, wording);
  if (!own) return [];
  const text = `${own.label}: ${own.text}`;
  return [own.language === wording.language ? asText(text) : { ...asText(text), language: own.language }];
}

/** When the next word comes (V10). */
export function nextUpdate(brief: NoticeBrief, wording: Wording): string[] {
  const { nextUpdateAt } = brief.declaration;
  if (nextUpdateAt === undefined) return [];
  return [ended(wording.nextUpdate(writeMoment(nextUpdateAt, brief.district.timeZone, wording)))];
}

/** Whom to ask: the help line of this language, or else the district's address or site. */
export function whomToAsk(brief: NoticeBrief, wording: Wording, short = false): string | undefined {
  const helpLine = brief.district.standing[wording.language]?.helpLine;
  if (helpLine !== undefined && !short) return plainWords(helpLine);
  return brief.district.contact ?? brief.district.website;
}

/** A text as a line of a notice. */
export function asText(text: string): { readonly kind: 'text'; readonly text: string } {
  return { kind: 'text', text };
}

/** A sentence with its full stop, whoever wrote it. */
export function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
