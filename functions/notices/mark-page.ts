import { escapeHtml } from '../core/html.ts';
import { wordingOf } from './known-wording.ts';
import { historySlot, stateSlot } from './page-article.ts';
import { knownLanguages, type KnownLanguage } from './wording.ts';

/** What became of a notice: its days are past, or a newer one took its place. */
export type PageState = 'over' | 'replaced';

/** A stored page with a banner in each of its languages: an old genuine page is the best fake (S-28). The rest of it stays as it was. */
export function markPage(html: string, state: PageState): string {
  return withBanners(html, (language) => wordingOf(language).page[state]);
}

/** A page that says when it was corrected last, by the minute of that in each language (S-06). */
export function markCorrected(html: string, at: Readonly<Record<string, string>>): string {
  return withBanners(html, (language) => {
    const minute = at[language];
    return minute === undefined ? undefined : wordingOf(language).page.corrected(minute);
  });
}

/** One thing that was said about the days of a notice, by language. A correction has its own minute and no new heading. */
export type Said = {
  readonly headings: Readonly<Record<string, string>>;
  readonly issued: Readonly<Record<string, string>>;
  readonly corrected?: Readonly<Record<string, string>> | undefined;
};

/** A page that lists, oldest first, what was said about its days. One that is all there is has no list. */
export function writeHistory(html: string, said: readonly Said[]): string {
  return knownLanguages.reduce((page, language) => {
    const lines = said.length < 2 ? [] : said.flatMap((one) => historyLine(one, language));
    const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
    const heading = escapeHtml(wordingOf(language).page.history);
    return [2, 3].reduce((filled, level) => {
      const list = `<h${level}>${heading}</h${level}><ol>${items}</ol>`;
      return filled.replaceAll(historySlot(language, level), () => (items === '' ? '' : list));
    }, page);
  }, html);
}

function historyLine({ headings, issued, corrected }: Said, language: KnownLanguage): string[] {
  const { page } = wordingOf(language);
  const minute = corrected?.[language];
  if (minute !== undefined) return [page.corrected(minute)];
  const [heading, when] = [headings[language], issued[language]];
  return heading === undefined || when === undefined ? [] : [`${page.issued(when)}: ${heading}`];
}

function withBanners(html: string, textIn: (language: KnownLanguage) => string | undefined): string {
  return knownLanguages.reduce((marked, language) => {
    const text = textIn(language);
    if (text === undefined) return marked;
    // A function: a `$` in a text would be read as a pattern of the replacement.
    return marked.replaceAll(stateSlot(language), () => `<p class="state">${escapeHtml(text)}</p>`);
  }, html);
}
