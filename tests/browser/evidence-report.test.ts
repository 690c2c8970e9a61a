import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportPolicy } from '../../functions/receipts/evidence/page-style.ts';
import { accessibilityFlaws, describeBrowser } from '../support/chromium.ts';
import { recordedStorm } from '../support/evidence.ts';

describeBrowser('an evidence report', (browser) => {
  const pages = new Map<string, string>();
  const server = createServer(({ url = '' }, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': reportPolicy })
      .end(pages.get(url)),
  );
  const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  beforeAll(async () => {
    const { evidence, declarationId } = await recordedStorm();
    for (const edition of ['full', 'public'] as const)
      pages.set(`/${edition}`, (await evidence.page(declarationId, edition)) ?? '');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  test.each(['/full', '/public'])(
    'given %s on a phone, then it is accessible, keeps to its policy, and only its tables scroll',
    async (path) => {
      const context = await browser().newContext({ viewport: { width: 360, height: 740 } });
      const tab = await context.newPage();
      const complaints: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      await tab.goto(address(path));

      expect(await tab.locator('h1').textContent()).toMatch(/^Wed Feb 22, 2023 · Fri Feb 24, 2023: evidence report/);
      expect(await tab.evaluate(`getComputedStyle(document.querySelector('table')).borderCollapse`)).toBe('collapse');
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await accessibilityFlaws(tab)).toEqual([]);
      expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
      await context.close();
    },
  );

  test.each([
    ['A4', 794],
    ['Letter', 816],
  ] as const)('when it is printed on %s, then nothing is wider than the paper', async (format, width) => {
    const margins = 2 * 61;
    const context = await browser().newContext({ viewport: { width: width - margins, height: 1_000 } });
    const tab = await context.newPage();
    await tab.goto(address('/full'));
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width - margins);
    const paper = await tab.pdf({ format });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    await context.close();
  });
});
