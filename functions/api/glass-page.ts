import type { District } from '../calendar/district.ts';
import { sha256Base64 } from '../core/hash.ts';
import { escapeHtml } from '../core/html.ts';
import { Temporal } from '../core/time.ts';
import type { GlassDeclaration } from '../declarations/break-glass/act.ts';
import { glassScript } from './glass-page-script.ts';

const style =
  'body{margin:0 auto;max-width:40rem;padding:1rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}' +
  'h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.25rem}label{display:block;margin:.5rem 0}fieldset{margin:1rem 0;border:1px solid #71767a}' +
  'legend{font-weight:700}input:not([type=checkbox]):not([type=radio]),select{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem}' +
  'button{font:inherit;font-weight:700;width:100%;padding:.75rem;border:0;color:#fff;background:#005ea2}#go{background:#b50909}' +
  'pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-left:.25rem solid #71767a;padding-left:1rem}[hidden]{display:none}';

/** What the page may load and do: its own style and script, by their hashes, and requests to where it came from. */
export const glassPagePolicy =
  `default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; script-src 'sha256-${sha256Base64(glassScript)}'; ` +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const dayTypes: Readonly<Record<GlassDeclaration['dayType'], string>> = {
  closed: 'closed',
  'e-learning': 'e-learning',
  'early-dismissal': 'dismissed early',
};

const causes: Readonly<Record<GlassDeclaration['cause'], string>> = {
  weather: 'weather',
  it: 'technical difficulties',
  facility: 'a building',
  safety: 'safety',
  health: 'health',
  staffing: 'staffing',
  transport: 'transport',
  other: 'something else',
};

/** What the page is about: nothing that the district's own pages do not say as well. */
export type GlassPage = {
  readonly district: Pick<District, 'name' | 'schools'>;
  /** The dates within reach, the first today. */
  readonly dates: readonly string[];
};

/**
 * The page for two people with a telephone and a half each, when the console cannot be had: plain HTML and one script of its own. It says
 * nothing that needs a sign-in; whoever opens it without the halves learns the names of the schools.
 */
export function glassPage({ district, dates }: GlassPage): string {
  const name = escapeHtml(district.name);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>Break-glass · ${name}</title><style>${style}</style></head><body><main>
<h1>Break-glass · ${name}</h1>
<p>For two people with a printed half each, when nobody can sign in. It is posted after 90 seconds, in both your names. A set does one thing. Five tries an hour, looking included.</p>
<noscript><p>This page needs a browser with scripts. The runbook has the command that does the same.</p></noscript>
<form><fieldset><legend>From your two sheets</legend>${typed('set', 'Set')}${typed('first', 'First half')}${typed('second', 'Second half')}</fieldset>
<fieldset><legend>What is to be done</legend>${radio('act', 'declare', 'Declare', true)}${radio('act', 'retract', 'Take back what is declared', false)}</fieldset>
<fieldset data-act="declare"><legend>Days</legend>${dates.map((date) => check('dates', date, dayOf(date))).join('')}
${select('dayType', 'The schools are', options(dayTypes))}${select('cause', 'Because of', options(causes))}
${time('from', 'During a school day: from')}${time('endsAt', 'Early dismissal: school ends at')}
${check('drill', 'yes', 'A drill: every notice says so first')}</fieldset>
<fieldset data-act="declare"><legend>Schools: none marked means all</legend>${district.schools.map(({ id, name: school }) => check('schools', id, escapeHtml(school))).join('')}</fieldset>
<fieldset data-act="retract" hidden><legend>Take back</legend>${select('result', 'The days are then', '<option value="regular">as the calendar has them</option><option value="closed">closed after all</option>')}
<label>Which declaration, if there are several <input name="declarationId" autocomplete="off" autocapitalize="none" spellcheck="false"></label></fieldset>
<button>Look at it first</button></form>
<section id="answer" tabindex="-1" aria-live="polite" aria-label="Answer"></section><button id="go" type="button" hidden>Do it now</button>
</main><script>${glassScript}</script></body></html>
`;
}

const typed = (name: string, label: string): string =>
  `<label>${label} <input name="${name}" required autocomplete="off" autocapitalize="none" spellcheck="false"></label>`;

const check = (name: string, value: string, label: string): string =>
  `<label><input type="checkbox" name="${name}" value="${escapeHtml(value)}"> ${label}</label>`;

const radio = (name: string, value: string, label: string, checked: boolean): string =>
  `<label><input type="radio" name="${name}" value="${value}"${checked ? ' checked' : ''}> ${label}</label>`;

const time = (name: string, label: string): string => `<label>${label} <input type="time" name="${name}"></label>`;

const select = (name: string, label: string, inner: string): string =>
  `<label>${label} <select name="${name}">${inner}</select></label>`;

const options = (words: Readonly<Record<string, string>>): string =>
  Object.entries(words)
    .map(([value, label]) => `<option value="${value}">${label}</option>`)
    .join('');

function dayOf(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
}
