import type { MachineMs } from '../core/clock.ts';
import type { Translated } from '../core/language.ts';
import type { NoticeRef } from '../declarations/entry.ts';
import { NoticePage } from '../declarations/rendering.ts';
import type { Speaking } from '../declarations/state.ts';
import { type PageFolder, pageFolder } from '../names.ts';
import type { Contents, DeclarationReading, PageStore } from './ports.ts';

export type PageDeps = {
  readonly contents: Pick<Contents, 'get'>;
  readonly pages: PageStore;
  /** A page with a banner: a newer notice took its place, or its days are past. */
  readonly mark: (html: string, state: 'replaced' | 'over') => string;
  /** A page with a banner that dates its correction, by the minute of it in each language. */
  readonly markCorrected: (html: string, at: Readonly<Record<string, string>>) => string;
  /** A page that lists what was said about its days, oldest first. */
  readonly writeHistory: (html: string, said: readonly Said[]) => string;
};

/** One public notice about the days, by language; of a correction its own minute. */
type Said = {
  readonly headings: Translated;
  readonly issued: Translated;
  readonly corrected?: Translated | undefined;
};

/** What stands at a notice's address. */
type Page = { readonly shows: NoticeRef; readonly isReplaced: boolean };

/**
 * Writes the notice pages of an entry's declaration: each page says the truth before the first post links to the new one (S-28). Whoever still
 * has the post of before an amendment or a correction finds the newest words behind its link. An entry that is planned late undoes nothing that
 * a later one has said.
 */
export async function putPages(reading: DeclarationReading, deps: PageDeps, nowMs: MachineMs): Promise<void> {
  await putAll(reading, deps, nowMs, false);
}

/** Writes them once the days are past: an old genuine page is the best fake (S-28). */
export async function putPagesOver(reading: DeclarationReading, deps: PageDeps, nowMs: MachineMs): Promise<void> {
  await putAll(reading, deps, nowMs, true);
}

async function putAll(
  { entry, state }: DeclarationReading,
  deps: PageDeps,
  nowMs: MachineMs,
  isOver: boolean,
): Promise<void> {
  const isOut = ({ version, approval, releasesAtMs = 0 }: Speaking): boolean =>
    version === entry.version || ((approval === 'given' || approval === 'not-needed') && releasesAtMs <= nowMs);
  const out = state.speaking.filter(isOut);
  const pages = out.reduce(pagesAfter, new Map<string, Page>());
  const folder = pageFolder(state.content.declaration);
  const said = await Promise.all(out.flatMap(({ content }) => saidBy(content.notices, deps)));
  await Promise.all([...pages].map(([noticeId, page]) => put(noticeId, page, { folder, said, isOver }, deps)));
}

/** What one entry says to the public: its notices share one page. */
function saidBy(notices: readonly NoticeRef[], deps: PageDeps): Promise<Said>[] {
  const found = notices.find(({ page }) => page !== undefined);
  return found === undefined ? [] : [sayHow(found, deps)];
}

async function sayHow({ page = '', issued, corrected }: NoticeRef, deps: PageDeps): Promise<Said> {
  const { headings = {} } = NoticePage.parse(await deps.contents.get(page));
  return { headings, issued, corrected };
}

/** What stands at the addresses of a declaration's notices after one more entry. */
function pagesAfter(before: ReadonlyMap<string, Page>, { kind, content }: Speaking): Map<string, Page> {
  const own = content.notices.filter(({ page }) => page !== undefined);
  const [newest] = own;
  const shown = [...before].map(([noticeId, page]): [string, Page] => {
    if (kind !== 'Amended' && kind !== 'Corrected') return [noticeId, { ...page, isReplaced: true }];
    // Without a page it says nothing new to the public.
    return [noticeId, newest === undefined ? page : { shows: newest, isReplaced: false }];
  });
  return new Map([
    ...shown,
    ...own.map((notice): [string, Page] => [notice.noticeId, { shows: notice, isReplaced: false }]),
  ]);
}

async function put(
  noticeId: string,
  { shows, isReplaced }: Page,
  { folder, said, isOver }: { readonly folder: PageFolder; readonly said: readonly Said[]; readonly isOver: boolean },
  deps: PageDeps,
): Promise<void> {
  const { page = '', issued, corrected } = shows;
  const { html } = NoticePage.parse(await deps.contents.get(page));
  const filled = Object.entries(issued).reduce(
    (text, [language, minute]) => text.replaceAll(`{{issued:${language}}}`, minute),
    deps.writeHistory(html, said),
  );
  if (isReplaced || isOver)
    return deps.pages.put(noticeId, deps.mark(filled, isReplaced ? 'replaced' : 'over'), folder);
  return deps.pages.put(noticeId, corrected === undefined ? filled : deps.markCorrected(filled, corrected), folder);
}
