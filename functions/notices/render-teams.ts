import { escapeHtml } from '../core/html.ts';
import type { Form } from './fit.ts';
import type { NoticeLine } from './notice-line.ts';

/** Teams: HTML, at most 6 kB (CONTRACT 6) of the 28 kB or so that Graph takes, counted in UTF-8. */
export const teamsForm: Form = {
  name: 'Microsoft Teams',
  write: renderTeams,
  measure: (html) => new TextEncoder().encode(html).length,
  limit: 6000,
};

/** Staff posts have no page that could take over what does not fit, so they may be longer. */
export const teamsStaffForm: Form = { ...teamsForm, limit: 20_000 };

/** HTML of paragraphs, lists and links alone; every text is escaped. */
export function renderTeams(lines: readonly NoticeLine[]): string {
  return lines.map(renderLine).join('');
}

/**
 * The beginning of line 1 by which a Teams message is recognised. Graph writes back other HTML than it was given, entities for accents for
 * instance, so it ends before the first letter that could come back differently; unless nothing to recognise would be left.
 */
export function teamsOpening(opening: string): string {
  const safe = (/^[A-Za-z0-9 ,.:-]*/.exec(opening)?.[0] ?? '').trimEnd();
  return /[A-Za-z0-9]/.test(safe) ? safe : opening;
}

function renderLine(line: NoticeLine): string {
  switch (line.kind) {
    case 'fact':
      return `<p><strong>${escapeHtml(line.text)}</strong></p>`;
    case 'text':
      return `<p${languageOf(line.language)}>${escapeHtml(line.text)}</p>`;
    case 'list': {
      const items = line.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('');
      return `<p>${escapeHtml(line.heading)}:</p><ul>${items}</ul>`;
    }
    case 'page':
      return `<p><a href="${escapeHtml(line.href)}">${escapeHtml(line.text)}</a></p>`;
    case 'link':
      return `<p${languageOf(line.language)}><a href="${escapeHtml(line.href)}">${escapeHtml(line.text)}</a></p>`;
  }
}

function languageOf(language: string | undefined): string {
  return language === undefined ? '' : ` lang="${escapeHtml(language)}"`;
}
