import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFlaws, describeBrowser } from '../support/chromium.ts';
import { declare, untilSettled, visiblePosts } from '../support/declaring.ts';
import { ownRoster, stormBody } from '../support/own-district.ts';
import { type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';

/** What a family opens on a phone: the link in a post, on the page that the product really serves. */
describeBrowser('the page that a posted notice links to', (browser) => {
  let small: SmallSandbox;
  let context: BrowserContext;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    small = await startSmallSandbox({ roster: ownRoster({ courses: 2, channels: 1 }) });
    const message = { en: 'Please charge devices tonight. <script>alert(1)</script>', es: 'Cargue los equipos hoy.' };
    const { declarationId } = await declare(small.client, 'page', { ...stormBody, message });
    await untilSettled(small.client, declarationId);
    const post = visiblePosts(small.sandbox.vendors).find(({ vendor }) => vendor === 'google-classroom');
    const link = /http:\S+?\/n\/[a-z0-9]{10}\.[\w-]{22}/.exec([post?.text, ...(post?.links ?? [])].join('\n'))?.[0];
    context = await browser().newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
    page = await context.newPage();
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('console', (said) => complaints.push(said.text()));
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(link ?? '');
    // For a look by hand: KEEP_SCREENSHOT=notice.png.
    if (process.env['KEEP_SCREENSHOT'] !== undefined)
      await page.screenshot({ path: process.env['KEEP_SCREENSHOT'], fullPage: true });
  });
  afterAll(async () => {
    await context?.close();
    await small?.close();
  });

  test('then its title and first heading say the days, what they are, and whose they are', async () => {
    expect(await page.title()).toMatch(/Wed Feb 22 – Thu Feb 23, 2023.*E-LEARNING.*Harbor Schools/);
    expect(await page.locator('h1').allTextContents()).toEqual([expect.stringMatching(/E-LEARNING/)]);
  });

  test('then all four languages are there, each marked as itself', async () => {
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    for (const language of ['es', 'so', 'hmn']) {
      const article = page.locator(`article[lang="${language}"], section[lang="${language}"]`);
      expect(await article.count(), language).toBe(1);
      expect((await article.innerText()).length, language).toBeGreaterThan(100);
    }
    expect(await page.locator('[lang="es"] >> text=Cargue los equipos hoy.').count()).toBe(1);
  });

  test('then it fits a phone of 360 px without scrolling sideways, in letters that can be read', async () => {
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const small = `[...document.querySelectorAll('main *')].filter((it) => it.innerText && parseFloat(getComputedStyle(it).fontSize) < 14)`;
    expect(await page.evaluate(`${small}.length`)).toBe(0);
  });

  test('then it is accessible', async () => {
    expect(await accessibilityFlaws(page)).toEqual([]);
  });

  test('then it runs no script and asks nobody for anything, and own words stay words', async () => {
    expect(await page.locator('script').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('<script>alert(1)</script>');
    expect(complaints).toEqual([]);
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual([new URL(page.url()).pathname]);
  });
});
