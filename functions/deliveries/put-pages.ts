import type { Content } from '../declarations/entry.ts';
import { NoticePage } from '../declarations/rendering.ts';
import type { Contents, DeclarationReading, PageStore } from './ports.ts';

export type PageDeps = {
  readonly contents: Pick<Contents, 'get'>;
  readonly pages: PageStore;
  /** A page with a banner: a newer notice took its place. */
  readonly markReplaced: (html: string) => string;
};

/**
 * Writes an entry's notice pages, and marks those of the entries that it takes the place of: each page says the truth before the first post
 * links to the new one (S-28).
 */
export async function putPages({ entry, state }: DeclarationReading, deps: PageDeps): Promise<void> {
  const replaced = state.speaking.filter(({ version, approval }) => version < entry.version && approval !== 'refused');
  await Promise.all([
    ...(entry.content === undefined ? [] : [putAll(entry.content, deps, (html) => html)]),
    ...replaced.map(({ content }) => putAll(content, deps, deps.markReplaced)),
  ]);
}

async function putAll(
  { notices }: Content,
  { contents, pages }: PageDeps,
  mark: (html: string) => string,
): Promise<void> {
  await Promise.all(
    notices.map(async ({ noticeId, issued, page }) => {
      if (page === undefined) return;
      const { html } = NoticePage.parse(await contents.get(page));
      const filled = Object.entries(issued).reduce(
        (text, [language, minute]) => text.replaceAll(`{{issued:${language}}}`, minute),
        html,
      );
      await pages.put(noticeId, mark(filled));
    }),
  );
}
