import { escapeHtml } from './escape-html.ts';
import { wordingOf } from './known-wording.ts';
import { stateSlot } from './page-article.ts';
import { knownLanguages } from './wording.ts';

/** What became of a notice: its days are past, or a newer one took its place. */
export type PageState = 'over' | 'replaced';

/** A stored page with a banner in each of its languages: an old genuine page is the best fake (S-28). The rest of it stays as it was. */
export function markPage(html: string, state: PageState): string {
  return knownLanguages.reduce((marked, language) => {
    const banner = `<p class="state">${escapeHtml(wordingOf(language).page[state])}</p>`;
    return marked.replaceAll(stateSlot(language), banner);
  }, html);
}
