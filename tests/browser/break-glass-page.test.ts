import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { glassPage, glassPagePolicy } from '../../functions/api/glass-page.ts';
import { accessibilityFlaws, describeBrowser } from '../support/chromium.ts';
import { lakes } from '../support/district.ts';

const page = glassPage({ district: lakes, dates: ['2023-02-21', '2023-02-22', '2023-02-23'] });
const preview = {
  digest: 'a'.repeat(64),
  findings: [
    { findingId: 'coverage/2023-02-22/-', weight: 'needs-reason', message: 'No live weather warning covers it.' },
  ],
  notices: [{ audience: 'class', text: 'CLOSED Wed Feb 22 <b>' }],
  reach: { 'google-classroom': { targets: 12 } },
};
const done = { declarationId: 'd-abc', releasesAt: '2023-02-21T14:12:30-06:00' };
const refused = { detail: 'Set and halves do not belong together: compare each with its paper.' };

describeBrowser('the page of break-glass', (browser) => {
  const sent: { query: string; body: unknown }[] = [];
  let answers: { status: number; body: object }[] = [];
  const answer = async (request: IncomingMessage) => {
    const { search } = new URL(request.url ?? '', 'http://127.0.0.1');
    sent.push({ query: search, body: JSON.parse(await text(request)) });
    return answers.shift() ?? { status: 500, body: {} };
  };
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const headers = { 'content-type': 'text/html', 'content-security-policy': glassPagePolicy };
      response.writeHead(200, headers).end(page);
      return;
    }
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/break-glass`;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => void sent.splice(0));
  afterAll(() => void server.close());

  test('given a phone and both halves, then what is done is what was looked at, and nothing is markup', async () => {
    answers = [
      { status: 403, body: refused },
      { status: 200, body: preview },
      { status: 200, body: done },
    ];
    const context = await browser().newContext({ viewport: { width: 360, height: 740 } });
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => complaints.push(message.text()));
    await tab.goto(origin());
    expect(await accessibilityFlaws(tab)).toEqual([]);
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);

    const look = tab.getByRole('button', { name: 'Look at it first' });
    const go = tab.getByRole('button', { name: 'Do it now' });
    const shown = tab.locator('#answer');
    await tab.getByLabel('Set').fill('Autumn-2022-K7QM2RTD');
    await tab.getByLabel('First half').fill('aaaaa-bbbbb');
    await tab.getByLabel('Second half').fill('ccccc-ddddd');
    await tab.getByLabel('Wednesday, February 22').check();
    await tab.getByLabel('Pine High School').check();
    await look.click();
    await tab.getByText(refused.detail).waitFor();
    expect(await go.isVisible()).toBe(false);

    await look.click();
    await tab.getByText('This would be posted').waitFor();
    expect(await shown.textContent()).toContain('CLOSED Wed Feb 22 <b>');
    expect(await shown.textContent()).toContain('No live weather warning covers it.');
    await tab.getByLabel('The schools are').selectOption('e-learning');
    expect(await go.isVisible()).toBe(false);
    await tab.getByLabel('The schools are').selectOption('closed');
    answers.unshift({ status: 200, body: preview });
    await look.click();
    await go.click();
    await tab.getByText('Done: d-abc').waitFor();
    expect(await shown.textContent()).toContain('posted from 14:12:30');

    const body = {
      set: 'autumn-2022-k7qm2rtd',
      halves: ['aaaaa-bbbbb', 'ccccc-ddddd'],
      act: 'declare',
      dates: ['2023-02-22'],
      dayType: 'closed',
      cause: 'weather',
      schools: ['pine-hs'],
      drill: false,
    };
    expect(sent.map(({ query }) => query)).toEqual(['?preview=1', '?preview=1', '?preview=1', '']);
    expect([sent[0]?.body, sent[3]?.body]).toEqual([body, { ...body, seen: preview.digest }]);
    // The refusal is a line of the browser's own.
    expect(complaints.filter((line) => !line.includes('403'))).toEqual([]);
    await context.close();
  });

  test('given what the law blocks, then it cannot be done; given nothing to name, then it is taken back without a name', async () => {
    answers = [
      { status: 200, body: { ...preview, findings: [{ findingId: 'cause', weight: 'blocks', message: 'No.' }] } },
    ];
    const tab = await browser().newPage();
    await tab.goto(origin());
    await tab.getByLabel('Take back what is declared').check();
    for (const label of ['Set', 'First half', 'Second half']) await tab.getByLabel(label).fill('x');
    await tab.getByRole('button', { name: 'Look at it first' }).click();
    await tab.getByText('This cannot be declared').waitFor();
    expect(await tab.getByRole('button', { name: 'Do it now' }).isVisible()).toBe(false);
    expect(sent.at(-1)?.body).toEqual({ set: 'x', halves: ['x', 'x'], act: 'retract', result: 'regular' });
    await tab.close();
  });
});
