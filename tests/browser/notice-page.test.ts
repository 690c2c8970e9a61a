import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markPage } from '../../functions/notices/mark-page.ts';
import { renderNotices } from '../../functions/notices/render-notices.ts';
import { writeIssued } from '../../functions/notices/write-issued.ts';
import { accessibilityFlaws, describeBrowser } from '../support/chromium.ts';
import { lakes } from '../support/district.ts';
import { briefOf } from '../support/notices.ts';

/** A page as it is put: replaced by a newer notice, its minutes of issue filled in. */
function page(): string {
  const message = { en: 'Stay warm.', so: 'Diirranow.' };
  const notices = renderNotices(
    briefOf({ act: 'amended', audiences: ['public'], declaration: { message, drill: true } }),
  );
  const issued = Object.entries(writeIssued('2023-02-21T14:11:00-06:00', lakes));
  const html = markPage(notices[0]?.page?.html ?? '', 'replaced');
  return issued.reduce((filled, [language, when]) => filled.replaceAll(`{{issued:${language}}}`, when), html);
}

describeBrowser('a notice’s page', (browser) => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page()));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void server.close());

  test('given a phone, then it is accessible, styled by its own policy, and asks nobody for anything', async () => {
    const context = await browser().newContext({ viewport: { width: 360, height: 740 } });
    const tab = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
    tab.on('console', (message) => complaints.push(message.text()));
    await tab.goto(origin());

    expect(await tab.locator('h1').textContent()).toMatch(/Wed Feb 22 – Fri Feb 24, 2023: E-LEARNING$/);
    expect(await tab.evaluate(`getComputedStyle(document.querySelector('.state')).fontWeight`)).toBe('700');
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await accessibilityFlaws(tab)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/']);
    await context.close();
  });

  test('given its links, when one is followed, then it skips to that language', async () => {
    const tab = await browser().newPage();
    await tab.goto(origin());
    await tab.getByRole('link', { name: 'Soomaali' }).click();
    expect(new URL(tab.url()).hash).toBe('#so');
    expect(await tab.locator('#so').getAttribute('lang')).toBe('so');
    expect(await tab.locator('#so blockquote').textContent()).toBe('Diirranow.');
    expect(await tab.locator('#es blockquote').getAttribute('lang')).toBe('en');
    await tab.close();
  });
});
