import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { markCorrected, markPage, writeHistory } from '../../../functions/notices/mark-page.ts';
import { pagePolicy, pageStyle } from '../../../functions/notices/page-style.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { briefOf } from '../../support/notices.ts';

const pageOf = (changes: Parameters<typeof briefOf>[0] = {}) => {
  const page = renderNotices(briefOf({ audiences: ['class', 'public'], ...changes })).find((one) => one.page)?.page;
  if (!page) throw new Error('no page');
  return page;
};

test('the page leads with weekday, date and year, in its title too', () => {
  const { title, html } = pageOf();
  expect(title).toBe('Wed Feb 22 – Fri Feb 24, 2023: E-LEARNING · Lakes Public Schools');
  expect(html).toContain('<h1>Wed Feb 22 – Fri Feb 24, 2023: E-LEARNING</h1>');
  expect(html.match(/<h1/g)).toHaveLength(1);
});

test('the page has every language with its own minute of issue, and skips to each', () => {
  const { html } = pageOf();
  for (const language of ['en', 'es', 'so', 'hmn']) {
    expect(html).toContain(`<article id="${language}" lang="${language}">`);
    expect(html).toContain(`{{issued:${language}}}`);
    expect(html).toContain(`<a href="#${language}" lang="${language}"`);
  }
});

test('every public audience has the same page, which knows no class, teacher or delivery', () => {
  const pages = renderNotices(briefOf({ audiences: ['class', 'public', 'program:kids-club'] })).map(
    (one) => one.page?.html,
  );
  expect(pages).toHaveLength(3);
  expect(new Set(pages).size).toBe(1);
  expect(pages[0]).not.toContain('deliveryId');
});

test('the page loads nothing but its own style, whose hash its policy names', () => {
  const { html } = pageOf();
  const hash = createHash('sha256').update(pageStyle).digest('base64');
  expect(pagePolicy).toContain(`style-src 'sha256-${hash}'`);
  expect(html).toContain(`<style>${pageStyle}</style>`);
  expect(html).toContain(`content="${pagePolicy}"`);
  expect(html).toContain('<meta name="robots" content="noindex">');
  expect(html).not.toMatch(/<script|<img|<link|src=|style=|@import|url\(/);
});

test('what comes from outside is text on the page', () => {
  const hostile = '<script>alert(1)</script><!--state:en--> =HYPERLINK("x") ]]> & "q"';
  const { html } = pageOf({
    declaration: { message: { en: hostile }, events: [{ name: hostile, disposition: 'moved' }] },
  });
  expect(html).not.toContain('<script');
  expect(html.match(/<!--state:en-->/g)).toHaveLength(1);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test.each([
  ['over', 'This notice is over.', 'Este aviso ya terminó.'],
  ['replaced', 'This notice has been replaced by a newer one.', 'Un aviso más nuevo reemplaza este aviso.'],
] as const)(
  'given a notice that is %s, then its page says so under each heading and keeps its words',
  (state, english, spanish) => {
    const { html } = pageOf();
    const marked = markPage(html, state);
    expect(marked).toContain(`2023: E-LEARNING</h1><p class="state">${english}</p>`);
    expect(marked).toContain(`<p class="state">${spanish}</p>`);
    expect(marked).not.toContain('<!--state:');
    expect(marked.replace(/<p class="state">[^<]*<\/p>/g, '')).toBe(html.replace(/<!--state:\w+-->/g, ''));
  },
);

test('given a correction, then the page says when in each language, and that no day has changed', () => {
  const { html } = pageOf();
  const marked = markCorrected(html, { en: 'Wed 6:00 a.m.', es: '$& mié.' });
  expect(marked).toContain('<p class="state">Corrected Wed 6:00 a.m.: the days are what they were.</p>');
  expect(marked).toContain('<p class="state">Corregido $&amp; mié.: los días son los mismos.</p>');
  expect(marked).toContain('<!--state:so-->');
});

test('given an update and its correction, then the page lists what was said, oldest first, in each language', () => {
  const { html, headings = {} } = pageOf();
  const said = [
    {
      headings: { en: 'Wed Feb 22, 2023: E-LEARNING', es: 'mié 22 feb' },
      issued: { en: 'Tue 2:11 p.m.', es: 'mar 2:11' },
    },
    { headings, issued: { en: 'Wed 5:22 a.m.', es: 'mié 5:22' } },
    { headings, issued: { en: 'Wed 5:22 a.m.' }, corrected: { en: 'Wed 6:05 a.m.' } },
  ];
  const page = writeHistory(html, said);
  const lines = [
    'Issued Tue 2:11 p.m.: Wed Feb 22, 2023: E-LEARNING',
    'Issued Wed 5:22 a.m.: Wed Feb 22 – Fri Feb 24, 2023: E-LEARNING',
    'Corrected Wed 6:05 a.m.: the days are what they were.',
  ];
  const items = lines.map((line) => `<li>${line}</li>`).join('');
  expect(page).toContain(`<h2>What was posted about these days</h2><ol>${items}</ol></article>`);
  expect(page).toContain('<h3>Lo que se publicó sobre estos días</h3>');
  expect(page).not.toContain('<!--history:');
});

test('given it is all that was said, then the page has no list', () => {
  const { html, headings = {} } = pageOf();
  const page = writeHistory(html, [{ headings, issued: { en: 'Tue 2:11 p.m.' } }]);
  expect(page).not.toContain('What was posted about these days');
  expect(page).not.toContain('<!--history:');
});
