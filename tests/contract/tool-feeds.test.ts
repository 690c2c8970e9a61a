import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Tool } from '../../functions/calendar/district.ts';
import { machineClock } from '../../functions/core/clock.ts';
import { appToken } from '../../functions/sources/tool-status/app-token.ts';
import { statusAddress } from '../../functions/sources/tool-status/status-address.ts';
import { toolFeeds, type ToolFeedsOptions } from '../../functions/sources/tool-status/tool-feeds.ts';
import { type MicrosoftGraphSimulator, startMicrosoftGraph } from '../../sandbox/simulators/microsoft-graph.ts';
import { startToolStatus, type ToolStatusSimulator } from '../../sandbox/simulators/tool-status.ts';
import type { FeedFault } from '../../sandbox/simulators/tool-status/feed-faults.ts';

const dashboard = 'https://www.google.com/appsstatus/dashboard';
const classroom = Tool.parse({
  id: 'google-classroom',
  name: 'Google Classroom',
  status: { kind: 'google-workspace', product: 'Classroom', url: dashboard },
});
const clever = Tool.parse({
  id: 'clever',
  name: 'Clever',
  status: { kind: 'statuspage', url: 'https://status.clever.com' },
});
const teams = Tool.parse({
  id: 'teams',
  name: 'Teams',
  status: { kind: 'microsoft-graph', service: 'Microsoft Teams' },
});
const phones = Tool.parse({ id: 'phones', name: 'Phones' });

let pages: ToolStatusSimulator;
let graph: MicrosoftGraphSimulator;
beforeAll(async () => {
  [pages, graph] = await Promise.all([
    startToolStatus(),
    startMicrosoftGraph({ users: [{ id: 'notices-1', refreshToken: 'first' }], liftQuotas: true }),
  ]);
});
afterAll(() => Promise.all([pages.close(), graph.close()]));
beforeEach(() => {
  pages.setGoogle([]);
  for (const host of ['www.google.com', 'status.clever.com']) pages.setFault(host, undefined);
  pages.setPage('status.clever.com', {});
  graph.setServiceHealth('Microsoft Teams', 'serviceOperational');
  graph.behave({ faults: [] });
});

const httpTimeoutMs = 5_000;
const tokenOf = (loginUrl: string) =>
  appToken({ loginUrl, tenantId: 'tenant-1', clientId: 'app', clock: machineClock, httpTimeoutMs });
const readerOf = (changes: Partial<ToolFeedsOptions> = {}) =>
  toolFeeds({
    pages: { where: 'sandbox', simulator: pages.url },
    graph: { url: graph.url, appToken: tokenOf(graph.loginUrl) },
    httpTimeoutMs,
    timeZone: 'America/Chicago',
    ...changes,
  });
const read = async (tool: Tool, changes: Partial<ToolFeedsOptions> = {}) =>
  (await readerOf(changes)([tool])).get(tool.id);

describe('all feeds', () => {
  it('given all is well, then every tool with a feed is up, each feed is asked once, and a manual tool is not spoken of', async () => {
    const meet = Tool.parse({ ...classroom, id: 'meet', status: { ...classroom.status, product: 'Google Meet' } });
    const asked = pages.requests.count('google');
    const readings = await readerOf()([classroom, meet, clever, teams, phones]);
    expect(Array.from(readings, ([id, { status, source }]) => [id, status, source])).toEqual([
      ['google-classroom', 'up', 'Google Workspace status'],
      ['meet', 'up', 'Google Workspace status'],
      ['clever', 'up', 'status.clever.com'],
      ['teams', 'up', 'Microsoft service health'],
    ]);
    expect(pages.requests.count('google') - asked).toBe(2);
  });

  it.each<[string, FeedFault, RegExp]>([
    ['a page of HTML', { kind: 'html' }, /no JSON/],
    ['503', { kind: 'status', status: 503 }, /answered 503/],
    ['401, as an inactive page does', { kind: 'status', status: 401 }, /401/],
    ['bytes that are nothing', { kind: 'garbage' }, /no JSON/],
    ['an empty body', { kind: 'empty' }, /no JSON/],
    ['JSON of another shape', { kind: 'malformed' }, /cannot be read/],
    ['10 MB', { kind: 'oversized' }, /answered more than \d+ bytes/],
    ['a redirect to /inactive', { kind: 'redirect', location: '/inactive' }, /redirects/],
    ['half an answer', { kind: 'truncated' }, /no JSON|connection was lost/],
    ['nothing at all', { kind: 'hang' }, /no answer came in time/],
    ['a cut connection', { kind: 'reset' }, /connection was lost/],
  ])('given %s, then the tool is unknown, and says why', async (_what, fault, why) => {
    pages.setFault('www.google.com', fault);
    pages.setFault('status.clever.com', fault);
    const patience = fault.kind === 'hang' ? { httpTimeoutMs: 100 } : {};
    const readings = await readerOf(patience)([classroom, clever]);
    for (const reading of readings.values()) {
      expect(reading).toMatchObject({ status: 'unknown', what: expect.stringMatching(why) });
    }
    expect(readings.size).toBe(2);
  });

  it('given a redirect to another host, then that host is never asked', async () => {
    const asked: string[] = [];
    const elsewhere = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('{"status":{"indicator":"none"},"page":{}}');
    });
    pages.setFault('status.clever.com', { kind: 'redirect', location: `${elsewhere}/api/v2/summary.json` });
    expect(await read(clever)).toMatchObject({ status: 'unknown' });
    expect(asked).toEqual([]);
  });
});

describe('where a feed may be', () => {
  const lambda = { where: 'lambda' } as const;
  it.each([
    'http://status.clever.com',
    'https://127.0.0.1',
    'https://203.0.113.7/status',
    'https://[::1]',
    'https://localhost',
    'https://user:word@status.clever.com',
    'ftp://status.clever.com',
    'nonsense',
  ])('given %s on Lambda, then it is not asked', async (page) => {
    expect(statusAddress(page, 'api/v2/summary.json', lambda)).toBeUndefined();
  });

  it('given https by name, then its own address; in the sandbox the simulator stands for it, and loopback is asked as it is', () => {
    const file = 'api/v2/summary.json';
    expect(statusAddress('https://status.clever.com/', file, lambda)).toBe(`https://status.clever.com/${file}`);
    const sandbox = { where: 'sandbox', simulator: 'http://127.0.0.1:1' } as const;
    expect(statusAddress('https://status.clever.com', file, sandbox)).toBe(
      `http://127.0.0.1:1/status.clever.com/${file}`,
    );
    expect(statusAddress('http://127.0.0.1:99/page', file, sandbox)).toBe(`http://127.0.0.1:99/page/${file}`);
    expect(statusAddress('http://127.0.0.1.evil.example', file, sandbox)).toBe(
      `http://127.0.0.1:1/127.0.0.1.evil.example/${file}`,
    );
  });
});

describe('Google Workspace', () => {
  const incident = { products: ['Gmail', 'Google Classroom'], begin: '2023-02-21T10:31:00+00:00' } as const;

  it.each([
    ['SERVICE_OUTAGE', 'down'],
    ['SERVICE_DISRUPTION', 'degraded'],
    ['SERVICE_INFORMATION', 'degraded'],
  ] as const)('given an incident in the live state %s, then it is %s since its beginning', async (state, status) => {
    pages.setGoogle([{ ...incident, state }]);
    expect(await read(classroom)).toMatchObject({ status, since: '2023-02-21T04:31:00-06:00' });
  });

  it('given the outage was the peak and it is only disturbed now, then the live state counts', async () => {
    pages.setGoogle([{ ...incident, state: 'SERVICE_DISRUPTION', peak: 'SERVICE_OUTAGE' }]);
    expect(await read(classroom)).toMatchObject({ status: 'degraded' });
  });

  it('given it is available again though it has no end yet, or has an end, then it is up', async () => {
    pages.setGoogle([
      { ...incident, state: 'AVAILABLE' },
      { ...incident, state: 'SERVICE_OUTAGE', end: '2023-02-21T11:00:00+00:00' },
    ]);
    expect(await read(classroom)).toEqual({ status: 'up', source: 'Google Workspace status' });
  });

  it('given an incident of another product, then it is up', async () => {
    pages.setGoogle([{ ...incident, products: ['Gmail'], state: 'SERVICE_OUTAGE' }]);
    expect(await read(classroom)).toMatchObject({ status: 'up' });
  });

  it('given a product that Google does not list, then it is unknown and says what to correct', async () => {
    const misspelt = Tool.parse({ ...classroom, status: { ...classroom.status, product: 'Classrooom' } });
    expect(await read(misspelt)).toMatchObject({
      status: 'unknown',
      what: expect.stringMatching(/no product Classrooom: correct/),
    });
  });
});

describe('a Statuspage', () => {
  it.each([
    ['none', 'up'],
    ['minor', 'degraded'],
    ['major', 'degraded'],
    ['critical', 'down'],
  ] as const)('given the indicator %s, then it is %s', async (indicator, status) => {
    const incident = { name: 'Log-in is failing', startedAt: '2023-02-15T14:00:00Z' };
    pages.setPage('status.clever.com', { indicator, ...(indicator === 'none' ? {} : { incident }) });
    const told = status === 'up' ? {} : { since: '2023-02-15T08:00:00-06:00', what: `${indicator}: Log-in is failing` };
    expect(await read(clever)).toEqual({ status, source: 'status.clever.com', ...told });
  });

  it('given a component is named, then that one counts and not the page', async () => {
    const named = Tool.parse({ ...clever, status: { ...clever.status, component: 'Portal' } });
    const components = { Portal: 'major_outage', Billing: 'operational' };
    pages.setPage('status.clever.com', { indicator: 'none', components });
    expect(await read(named)).toMatchObject({ status: 'down' });
    pages.setPage('status.clever.com', { indicator: 'critical', components: { ...components, Portal: 'operational' } });
    expect(await read(named)).toMatchObject({ status: 'up' });
    pages.setPage('status.clever.com', { components: { Billing: 'operational' } });
    expect(await read(named)).toMatchObject({ status: 'unknown', what: expect.stringMatching(/no component Portal/) });
  });
});

describe('Microsoft service health', () => {
  it.each([
    ['serviceOperational', 'up'],
    ['serviceDegradation', 'degraded'],
    ['restoringService', 'degraded'],
    ['serviceInterruption', 'down'],
    ['falsePositive', 'up'],
    ['unknownFutureValue', 'unknown'],
  ])('given %s, then it is %s', async (said, status) => {
    graph.setServiceHealth('Microsoft Teams', said);
    expect(await read(teams)).toMatchObject({ status, source: 'Microsoft service health' });
  });

  it('given a service that the tenant does not have, or no tenant, then it is unknown and says what to correct', async () => {
    const other = Tool.parse({ ...teams, status: { kind: 'microsoft-graph', service: 'Teams' } });
    expect(await read(other)).toMatchObject({
      status: 'unknown',
      what: expect.stringMatching(/no service Teams: correct/),
    });
    const reader = toolFeeds({ pages: { where: 'lambda' }, graph: { url: graph.url }, httpTimeoutMs, timeZone: 'UTC' });
    expect((await reader([teams])).get('teams')).toMatchObject({
      what: expect.stringMatching(/channels\.teams\.tenantId/),
    });
  });

  it('given it is not ours to ask, then it is not spoken of', async () => {
    const ask = toolFeeds({ pages: { where: 'lambda' }, httpTimeoutMs, timeZone: 'UTC' });
    expect(await ask([teams, phones])).toEqual(new Map());
  });

  it.each(['token', 'health'])('given %s fails, then it is unknown', async (operation) => {
    graph.behave({ faults: [{ operation, fault: { kind: 'refused', status: 503 } }] });
    expect(await read(teams)).toMatchObject({ status: 'unknown', what: expect.stringMatching(/503/) });
  });

  it('given consent is missing, then it says which permission to grant', async () => {
    graph.behave({ faults: [{ operation: 'health', fault: { kind: 'refused', status: 403 } }] });
    expect(await read(teams)).toMatchObject({ what: 'it answered 403: grant the app ServiceHealth.Read.All' });
  });

  it('given a list that goes on at another host, then the token does not go there (S-18)', async () => {
    const asked: string[] = [];
    const collector = await serve((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.end('{"value":[]}');
    });
    const hostile = await serve((_request, response) =>
      response.end(JSON.stringify({ value: [], '@odata.nextLink': `${collector}/v1.0/more` })),
    );
    expect(await read(teams, { graph: { url: hostile, appToken: tokenOf(graph.loginUrl) } })).toMatchObject({
      status: 'unknown',
      what: expect.stringMatching(/not followed/),
    });
    expect(asked).toEqual([]);
  });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
