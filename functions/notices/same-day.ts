import type { NoticeBrief } from '../declarations/rendering.ts';
import { isKnownLanguage } from './known-wording.ts';
import { plainWords } from './plain-words.ts';
import { ended } from './sentences.ts';
import { claims, sendsHome, type NoticeDay, type Wording } from './wording.ts';

/** Families' first questions, in the order in which they ask them. */
const slots = ['buses', 'walkers', 'pickUp', 'meals', 'afterSchool'] as const;

/** Longest words of one slot. */
const longestWords = 200;

/**
 * How children get home on a day that ends early (USERS E9), each slot a line with its label: the district's words, in this language or
 * marked with another, or else the stock sentence, which claims nothing that the declaration does not confirm. Stock sentences of slots are
 * for children who are in the building; who reads of an early dismissal the day before gets what the district wrote.
 */
export function sameDayTexts(
  brief: NoticeBrief,
  dayTypes: readonly NoticeDay[],
  wording: Wording,
  withStock: boolean = true,
): string[] {
  const isNow = dayTypes.some((dayType) => sendsHome.has(dayType));
  if (!isNow && !dayTypes.includes('early-dismissal')) return [];
  const confirmed = new Set<string>(brief.declaration.confirmed);
  const supervised = withStock && confirmed.has('supervision');
  return [
    ...(supervised ? [wording.supervision[isNow ? 'now' : 'later']] : []),
    ...slots.flatMap((slot) => {
      const { label, stock } = wording.sameDay[slot];
      const own = ownWordsOf(brief, slot, wording);
      if (own !== undefined) return `${label}${own.mark}: ${ended(own.text)}`;
      const isTrue = !claims.has(slot) || confirmed.has(slot);
      return isNow && withStock && isTrue ? `${label}: ${stock}` : [];
    }),
  ];
}

function ownWordsOf(
  { district, declaration }: NoticeBrief,
  slot: (typeof slots)[number],
  wording: Wording,
): { readonly text: string; readonly mark: string } | undefined {
  const words = declaration.sameDay?.[slot] ?? {};
  for (const language of [wording.language, ...district.languages, ...Object.keys(words).sort()]) {
    const text = plainWords(words[language] ?? '', longestWords);
    if (text === '') continue;
    if (language === wording.language) return { text, mark: '' };
    return { text, mark: ` (${isKnownLanguage(language) ? wording.languageNames[language] : language})` };
  }
  return undefined;
}
