import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFlaws, describeBrowser } from '../support/chromium.ts';

const page = `<!doctype html><html lang="en"><title>Probe</title><main><h1>Probe</h1>
<button onclick="document.querySelector('output').value = 'pressed'">Press</button><output></output></main></html>`;

const started = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** The ground that every browser test stands on: a page of our own server, scripts, and the accessibility check. */
describeBrowser('the browser of this machine', (browser) => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  beforeAll(() => started(server));
  afterAll(() => void server.close());

  test('given a page of a local server, when its button is pressed, then its script has run', async () => {
    const tab = await browser().newPage();
    await tab.goto(origin());
    await tab.getByRole('button', { name: 'Press' }).click();
    expect(await tab.locator('output').textContent()).toBe('pressed');
    await tab.close();
  });

  test('given a picture without a description, when the page is checked for accessibility, then that is found', async () => {
    const context = await browser().newContext();
    const tab = await context.newPage();
    await tab.goto(origin());
    const violations = async () => (await accessibilityFlaws(tab)).map(({ id }) => id);
    expect(await violations()).toEqual([]);
    await tab.evaluate("document.querySelector('main').append(new Image())");
    expect(await violations()).toEqual(['image-alt']);
    await context.close();
  });
});
