import { unreachable } from '../../core/errors.ts';
import { escapeHtml } from '../../core/html.ts';
import { keptPolicy, reportStyle } from './page-style.ts';
import type { Block, PublicReport, Report, Section, Words } from './report.ts';

/** A report as a page to read and to print: one file without script, link or picture. */
export function renderReport(report: Report | PublicReport): string {
  const { title, district, edition, sections } = report;
  const heading = `${title}: evidence report`;
  const name = `${heading} · ${district}`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${keptPolicy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(name)}</title><style>${reportStyle}</style></head><body><main>`,
    `<h1>${escapeHtml(heading)}</h1>`,
    edition === 'full' ? `<p class="edition">${fullEdition}</p>` : `<p>${openEdition}</p>`,
    ...sections.map(section),
    '</main></body></html>\n',
  ].join('');
}

const fullEdition =
  'Full edition: it holds internal words, such as reasons, notes and names. To pass on without them, use the public edition.';
const openEdition = 'Public edition: reasons, notes, names and words for staff are left out.';

function section({ heading, level, blocks }: Section): string {
  return `<section><h${level}>${escapeHtml(heading)}</h${level}>${blocks.map(part).join('')}</section>`;
}

function part(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${said(block.words)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${said(item)}</li>`).join('')}</ul>`;
    case 'facts': {
      const items = block.items.map(
        ({ label, words }) => `<dt>${escapeHtml(label)}</dt>${words.map((one) => `<dd>${said(one)}</dd>`).join('')}`,
      );
      return `<dl>${items.join('')}</dl>`;
    }
    case 'quote': {
      const lines = block.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
      return `<p><b>${escapeHtml(block.source)}</b>${mark(block.for)}</p><blockquote lang="${escapeHtml(block.language)}">${lines}</blockquote>`;
    }
    case 'table':
      return table(block);
    default:
      return unreachable(block);
  }
}

/** Reachable by keyboard, for a wide one scrolls; the first cell of a row names it. */
function table({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const head = columns.map(({ title, for: whom }) => `<th scope="col">${escapeHtml(title)}${mark(whom)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, i) =>
      i === 0 && cell !== '' ? `<th scope="row">${escapeHtml(cell)}</th>` : `<td>${escapeHtml(cell)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const name = escapeHtml(caption);
  return (
    `<div class="wide" role="region" aria-label="${name}" tabindex="0"><table><caption>${name}</caption>` +
    `<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
}

function said(words: Words): string {
  return `${escapeHtml(words.text)}${mark(words.for)}`;
}

/** Says of words that are not for everybody for whom they are. */
function mark(whom: Words['for']): string {
  return whom === 'public' ? '' : ` <span class="for">(${whom})</span>`;
}
