import { InvalidInput } from '../core/errors.ts';
import type { NoticePage } from '../declarations/rendering.ts';
import { escapeHtml } from '../core/html.ts';
import { wordingOf } from './known-wording.ts';
import type { Survey } from './notice-facts.ts';
import { pageArticle, pageHeading } from './page-article.ts';
import { pagePolicy, pageStyle } from './page-style.ts';
import { plainWords } from './plain-words.ts';
import { languagesOf } from './write-issued.ts';

/** A row of the ledger table holds 400 kB. */
const largestPage = 300_000;

/**
 * The notice's static page: everything public in every language, the same for every class, without script and without a word of class,
 * teacher or delivery (S-28). Its slots `{{issued:<language>}}` are filled when it is put; `mark-page.ts` says on it that it is over.
 */
export function renderPage(brief: Survey): NoticePage {
  const [first = 'en', ...others] = languagesOf(brief.district);
  const wording = wordingOf(first);
  const title = `${pageHeading(brief, wording)} · ${plainWords(brief.district.name, 80)}`;
  const html = [
    `<!doctype html><html lang="${first}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title><style>${pageStyle}</style></head><body>`,
    others.length > 0 ? languageLinks([first, ...others], wording.page.languages) : '',
    '<main>',
    pageArticle(brief, wording, 1),
    ...others.map((language) => pageArticle(brief, wordingOf(language), 2)),
    '</main></body></html>\n',
  ].join('');
  const headings = Object.fromEntries(
    [first, ...others].map((language) => [language, pageHeading(brief, wordingOf(language))]),
  );
  if (html.length <= largestPage) return { title, html, headings };
  const message = `its page would have ${html.length} characters of ${largestPage}; shorten notes or declare for fewer schools at once`;
  throw new InvalidInput('The notice', [{ path: '(whole)', message }]);
}

/** Links that skip to a language, each named in itself. */
function languageLinks(languages: readonly string[], label: string): string {
  const links = languages.map((language) => {
    const { name } = wordingOf(language);
    return `<li><a href="#${language}" lang="${language}" hreflang="${language}">${escapeHtml(name)}</a></li>`;
  });
  return `<nav aria-label="${escapeHtml(label)}"><ul>${links.join('')}</ul></nav>`;
}
