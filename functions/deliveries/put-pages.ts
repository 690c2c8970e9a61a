import type { Entry, NoticeRef } from '../declarations/entry.ts';
import { NoticePage } from '../declarations/rendering.ts';
import type { Contents, DeclarationReading, PageStore } from './ports.ts';

export type PageDeps = {
  readonly contents: Pick<Contents, 'get'>;
  readonly pages: PageStore;
  /** A page with a banner: a newer notice took its place. */
  readonly markReplaced: (html: string) => string;
  /** A page with a banner that dates its correction, by the minute of it in each language. */
  readonly markCorrected: (html: string, at: Readonly<Record<string, string>>) => string;
};

/** What stands at a notice's address. */
type Page = { readonly shows: NoticeRef; readonly isReplaced: boolean };

/**
 * Writes an entry's notice pages, and those of the entries before it: each page says the truth before the first post links to the new one
 * (S-28). Whoever still has the post of before an amendment or a correction finds the newest words behind its link.
 */
export async function putPages({ entry, state }: DeclarationReading, deps: PageDeps): Promise<void> {
  const before = state.speaking.filter(({ version, approval }) => version < entry.version && approval !== 'refused');
  const earlier = before.flatMap(({ content }) => content.notices).filter(hasPage);
  const own = (entry.content?.notices ?? []).filter(hasPage);
  const pages = new Map<string, Page>([
    ...earlier.flatMap((notice): [string, Page][] => pageNow(notice, entry, own)),
    ...own.map((notice): [string, Page] => [notice.noticeId, { shows: notice, isReplaced: false }]),
  ]);
  await Promise.all([...pages].map(([noticeId, page]) => put(noticeId, page, deps)));
}

/** Which words an earlier notice's address has now; none where an amendment says nothing new to the public. */
function pageNow(notice: NoticeRef, { kind }: Entry, own: readonly NoticeRef[]): [string, Page][] {
  const { noticeId } = notice;
  if (kind !== 'Amended' && kind !== 'Corrected') return [[noticeId, { shows: notice, isReplaced: true }]];
  const [newest] = own;
  return newest === undefined ? [] : [[noticeId, { shows: newest, isReplaced: false }]];
}

async function put(noticeId: string, { shows, isReplaced }: Page, deps: PageDeps): Promise<void> {
  const { page = '', issued, corrected } = shows;
  const { html } = NoticePage.parse(await deps.contents.get(page));
  const filled = Object.entries(issued).reduce(
    (text, [language, minute]) => text.replaceAll(`{{issued:${language}}}`, minute),
    html,
  );
  if (isReplaced) return deps.pages.put(noticeId, deps.markReplaced(filled));
  return deps.pages.put(noticeId, corrected === undefined ? filled : deps.markCorrected(filled, corrected));
}

function hasPage({ page }: NoticeRef): boolean {
  return page !== undefined;
}
