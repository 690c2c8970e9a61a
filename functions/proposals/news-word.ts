import { digestOf } from '../core/hash.ts';
import { type Word, wordLimits } from './word.ts';

/** Something new that administrators are to hear of. */
export type News = {
  readonly newsId: string;
  /** For the subject, where it is the only one. */
  readonly title: string;
  readonly text: string;
  /** Too pressing to wait for the morning. */
  readonly pressing: boolean;
};

/** Room for the sentence that says how many there was no room for. */
const reserve = 60;

/** Several news in one word: what came in the night is one message in the morning and not five. Its id follows from theirs. */
export function newsWord(news: readonly News[]): Word | undefined {
  const [first] = news;
  if (first === undefined) return undefined;
  const ids = news.map(({ newsId }) => newsId).toSorted();
  const subject = news.length === 1 ? first.title : `${news.length} things to look at: ${first.title}`;
  return { wordId: `news/${digestOf(ids).slice(0, 16)}`, subject, text: textOf(news), says: ids };
}

function textOf(news: readonly News[]): string {
  let text = '';
  for (const [index, { text: more }] of news.entries()) {
    const next = text === '' ? more : `${text}\n${more}`;
    if (text !== '' && next.length > wordLimits.text - reserve) return `${text}\nAnd ${news.length - index} more.`;
    text = next;
  }
  return text;
}
