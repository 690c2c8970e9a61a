import type { StandingTexts } from '../calendar/district.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import { plainWords } from './plain-words.ts';
import type { NoticeDay, Wording } from './wording.ts';

/** Which standing paragraphs answer a family's first questions on a day of a type, the most urgent first (USERS E21). */
const answering: Readonly<Partial<Record<NoticeDay, readonly (keyof StandingTexts)[]>>> = {
  'e-learning': ['noInternet', 'meals', 'attendance', 'specialEducation'],
  closed: ['meals'],
  'late-start': ['meals'],
  'early-dismissal': ['meals'],
  'sent-home-online': ['noInternet', 'attendance'],
};

/** The district's standing paragraphs in this language that apply to these kinds of day, each with its label. */
export function standingTexts(brief: NoticeBrief, dayTypes: readonly NoticeDay[], wording: Wording): string[] {
  const texts = brief.district.standing[wording.language];
  const keys = new Set(dayTypes.flatMap((dayType) => answering[dayType] ?? []));
  return [...keys].flatMap((key) => {
    const text = plainWords(texts?.[key] ?? '');
    return text === '' ? [] : [`${wording.standing[key]}: ${text}`];
  });
}
