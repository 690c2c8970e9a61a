import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { ownDistrict, stormBody } from '../support/own-district.ts';
import { type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';

const Readiness = z.object({
  tools: z.array(
    z.looseObject({ toolId: z.string(), status: z.string(), source: z.string(), since: z.string().optional() }),
  ),
  channels: z.array(
    z.looseObject({
      channel: z.string(),
      armed: z.string(),
      code: z.string().optional(),
      since: z.string().optional(),
    }),
  ),
});
const Poll = z.object({
  weather: z.object({ ok: z.boolean() }),
  tools: z.array(z.looseObject({ toolId: z.string(), ok: z.boolean(), problem: z.string().optional() })),
});
const Preview = z.object({ findings: z.array(z.object({ findingId: z.string(), weight: z.string() })) });

const tools = [
  {
    id: 'google-classroom',
    name: 'Google Classroom',
    neededForELearning: true,
    dependsOn: ['sign-in'],
    status: { kind: 'google-workspace', product: 'Classroom', url: 'https://www.google.com/appsstatus/dashboard' },
  },
  { id: 'clever', name: 'Clever', status: { kind: 'statuspage', url: 'https://status.clever.com' } },
  { id: 'teams', name: 'Microsoft Teams', status: { kind: 'microsoft-graph', service: 'Microsoft Teams' } },
  { id: 'sign-in', name: 'District sign-in' },
] as const;

let small: SmallSandbox;

beforeAll(async () => {
  const district = ownDistrict({
    tools: tools.map((tool) => ({ ...tool, dependsOn: [...('dependsOn' in tool ? tool.dependsOn : [])] })),
  });
  small = await startSmallSandbox({ district });
});
afterAll(() => small.close());

const readiness = async () => Readiness.parse((await small.client.call('viewer', 'GET', '/v1/readiness')).body);
const statuses = async () =>
  Object.fromEntries((await readiness()).tools.map(({ toolId, status }) => [toolId, status]));
const channel = async (name: string) => (await readiness()).channels.find((one) => one.channel === name);
const poll = async () => Poll.parse((await small.client.call('ops', 'POST', '/v1/signals/poll')).body);
const attest = (toolId: string, status: string) =>
  small.client.call('ops', 'PUT', `/v1/readiness/${toolId}`, { status, note: 'seen by IT on call' });
const check = async (): Promise<void> => {
  expect(await small.client.call('ops', 'POST', '/v1/readiness/check')).toMatchObject({
    status: 202,
    body: { channels: ['google-classroom', 'teams', 'sns'] },
  });
};
/** Asks until a channel is as expected; a check takes a moment, a tick two seconds. */
const found = async (name: string, armed: string): Promise<void> => {
  for (let tries = 0; (await channel(name))?.armed !== armed; tries += 1) {
    if (tries > 100) throw new Error(`${name} never became ${armed}`);
    await pause(200);
  }
};
const findings = async (): Promise<string[]> => {
  const { body } = await small.client.call('viewer', 'POST', '/v1/declarations/preview', stormBody);
  return Preview.parse(body).findings.map(({ findingId, weight }) => `${weight} ${findingId}`);
};

test('given a roster was loaded, then every channel has checked itself, and nothing was posted', async () => {
  for (const name of ['google-classroom', 'teams', 'sns']) await found(name, 'armed');
  const { classroom, graph } = small.sandbox.vendors;
  expect([classroom?.posts(), graph?.posts()]).toEqual([[], []]);
});

test('given feeds that are well, down, and given up, then a look tells each as it is', async () => {
  const { toolStatus, graph } = small.sandbox.vendors;
  const { tools: well } = await poll();
  expect(well.map(({ toolId, ok }) => [toolId, ok])).toEqual([
    ['google-classroom', true],
    ['clever', true],
    ['teams', true],
  ]);
  expect(await statuses()).toEqual({ 'google-classroom': 'up', clever: 'up', teams: 'up', 'sign-in': 'unknown' });
  toolStatus.setPage('status.clever.com', { indicator: 'critical' });
  toolStatus.setFault('www.google.com', { kind: 'redirect', location: '/inactive' });
  graph?.setServiceHealth('Microsoft Teams', 'serviceDegradation');
  const { tools: ill } = await poll();
  expect(ill.find(({ toolId }) => toolId === 'google-classroom')).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/redirects/),
  });
  expect(await statuses()).toMatchObject({ 'google-classroom': 'unknown', clever: 'down', teams: 'degraded' });
});

test('given IT says up at 14:11 and Google fails at 14:31, then both are shown and it counts as down', async () => {
  const { toolStatus } = small.sandbox.vendors;
  toolStatus.setFault('www.google.com', undefined);
  expect(await attest('google-classroom', 'up')).toMatchObject({
    status: 200,
    body: { status: 'up', note: 'seen by IT on call' },
  });
  small.sandbox.calendar.set(parseInstant('2023-02-21T14:40:00-06:00'));
  toolStatus.setGoogle([
    { products: ['Google Classroom'], state: 'SERVICE_OUTAGE', begin: '2023-02-21T20:31:00+00:00' },
  ]);
  await poll();
  const google = (await readiness()).tools.find(({ toolId }) => toolId === 'google-classroom');
  expect(google).toMatchObject({
    status: 'down',
    since: '2023-02-21T14:31:00-06:00',
    source: 'Google Workspace status, newer than what IT attested',
    evidence: [
      { status: 'up', source: 'attested by IT' },
      { status: 'down', source: 'Google Workspace status' },
    ],
  });
  expect(await findings()).toContain('needs-reason tool/-/google-classroom');
});

test('given sign-in is down, then preview says that posts may not be readable', async () => {
  small.sandbox.vendors.toolStatus.setGoogle([]);
  await poll();
  await attest('google-classroom', 'up');
  await attest('sign-in', 'down');
  expect(await findings()).toEqual(
    expect.arrayContaining(['needs-reason tool/-/google-classroom', 'info unreadable/-/sign-in']),
  );
  await attest('sign-in', 'up');
  expect(await findings()).not.toContain('info unreadable/-/sign-in');
});

test('given responders remove the grant and end all sessions on Sunday, then both channels say so before anybody declares', async () => {
  const { classroom, graph } = small.sandbox.vendors;
  classroom?.setGrant(false);
  graph?.revokeRefreshTokens('notices-1');
  await check();
  await found('teams', 'not-armed');
  await found('google-classroom', 'not-armed');
  expect(await channel('google-classroom')).toMatchObject({ code: 'grant-removed', since: expect.any(String) });
  expect(await channel('teams')).toMatchObject({ code: 'sign-in-ended' });
  expect(await channel('sns')).toMatchObject({ armed: 'armed' });
  expect(await findings()).toEqual(
    expect.arrayContaining(['needs-reason armed/-/google-classroom', 'needs-reason armed/-/teams']),
  );
});

test('given the grant is back, then a check says so, and a new day is checked by itself', async () => {
  small.sandbox.vendors.classroom?.setGrant(true);
  await check();
  await found('google-classroom', 'armed');
  expect(await findings()).not.toContain('needs-reason armed/-/google-classroom');
  small.sandbox.vendors.classroom?.setGrant(false);
  small.sandbox.calendar.set(parseInstant('2023-02-22T03:00:00-06:00'));
  await found('google-classroom', 'not-armed');
});
