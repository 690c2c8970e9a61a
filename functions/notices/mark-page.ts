import { escapeHtml } from '../core/html.ts';
import { wordingOf } from './known-wording.ts';
import { stateSlot } from './page-article.ts';
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

function withBanners(html: string, textIn: (language: KnownLanguage) => string | undefined): string {
  return knownLanguages.reduce((marked, language) => {
    const text = textIn(language);
    if (text === undefined) return marked;
    // A function: a `$` in a text would be read as a pattern of the replacement.
    return marked.replaceAll(stateSlot(language), () => `<p class="state">${escapeHtml(text)}</p>`);
  }, html);
}
