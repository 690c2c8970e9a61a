import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { sandboxFile } from '../../sandbox/sandbox-file.ts';
import { until } from '../support/declaring.ts';
import {
  alarm,
  alertGroup,
  bytesOf,
  cloudEvent,
  pagerDutyEvent,
  pagerDutySignature,
  snsMessage,
  statuspageUpdate,
  topicArn,
} from '../support/hooks.ts';
import { ownDistrict } from '../support/own-district.ts';
import { type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';

const Signals = z.object({ items: z.array(z.looseObject({ intake: z.string(), status: z.string() })) });
const Proposals = z.object({ items: z.array(z.looseObject({ evidence: z.array(z.looseObject({})) })) });
const Readiness = z.object({
  tools: z.array(z.looseObject({ toolId: z.string(), status: z.string() })),
  feeds: z.array(z.looseObject({ feed: z.string(), ok: z.boolean() })),
});
const Access = z.object({ url: z.string(), secret: z.string() });
const File = z.object({
  hooks: z.object({ pagerduty: Access, statuspage: Access, alertmanager: Access, cloudevents: Access, sns: Access }),
});

const district = ownDistrict({
  tools: [
    { id: 'phones', name: 'District phones' },
    { id: 'gradebook', name: 'Gradebook' },
    { id: 'clever', name: 'Clever', status: { kind: 'statuspage', url: 'https://status.clever.com' } },
  ],
  hooks: [
    { id: 'pagerduty', vendor: 'pagerduty', systems: [{ match: { service: 'Phones' }, system: 'phones' }] },
    { id: 'statuspage', vendor: 'statuspage', silentAfterHours: 24 },
    { id: 'alertmanager', vendor: 'alertmanager' },
    { id: 'cloudevents', vendor: 'cloudevents' },
    {
      id: 'sns',
      vendor: 'sns',
      topics: [topicArn],
      systems: [{ match: { alarm: 'gradebook-*' }, system: 'gradebook', status: 'degraded' }],
    },
  ],
});

/** A monitoring system's own morning: every vendor as it sends, over real HTTP, with nothing but what `sandbox.json` says. */
describe('incidents by webhook', () => {
  let small: SmallSandbox;
  let hooks: z.infer<typeof File>['hooks'];

  beforeAll(async () => {
    small = await startSmallSandbox({ district });
    hooks = File.parse(sandboxFile(small.sandbox)).hooks;
    small.sandbox.calendar.set(parseInstant('2023-02-21T03:30:00-06:00'));
  });
  afterAll(() => small.close());

  const post = async (url: string, body: object, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(url, { method: 'POST', body: Buffer.from(bytesOf(body)), headers })).status;
  const pagerDuty = (event: object): Promise<number> =>
    post(hooks.pagerduty.url, event, pagerDutySignature(bytesOf(event), hooks.pagerduty.secret));
  const read = async (path: string): Promise<unknown> => (await small.client.call('viewer', 'GET', path)).body;
  const signals = async () => Signals.parse(await read('/v1/signals')).items;
  const byIntake = async () => Object.fromEntries((await signals()).map(({ intake, status }) => [intake, status]));
  const toolStatus = async (toolId: string): Promise<string | undefined> =>
    Readiness.parse(await read('/v1/readiness')).tools.find((tool) => tool.toolId === toolId)?.status;

  test('given all of them, each proven, then each is a signal, its systems are down, and something is proposed', async () => {
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
    const answers = await Promise.all([
      pagerDuty(pagerDutyEvent()),
      post(hooks.alertmanager.url, alertGroup({}), bearer(hooks.alertmanager.secret)),
      post(hooks.cloudevents.url, cloudEvent(), {
        'content-type': 'application/cloudevents+json',
        ...bearer(hooks.cloudevents.secret),
      }),
      post(hooks.sns.url, snsMessage({ Timestamp: new Date().toISOString() }, {}, hooks.sns.secret)),
    ]);
    expect(answers).toEqual([202, 202, 202, 202]);
    await until(async () => (await signals()).length === 4, 'four signals');
    const open = { pagerduty: 'open', alertmanager: 'open', cloudevents: 'open', sns: 'open' };
    expect(await byIntake()).toEqual(open);
    expect([await toolStatus('phones'), await toolStatus('gradebook')]).toEqual(['down', 'degraded']);
    const { feeds } = Readiness.parse(await read('/v1/readiness'));
    const heard = feeds.filter(({ feed }) => feed.startsWith('hook/')).map(({ feed, ok }) => `${feed} ${ok}`);
    // Of the status page something is expected, and nothing has come yet.
    expect(heard).toEqual([
      'hook/pagerduty true',
      'hook/statuspage false',
      'hook/alertmanager true',
      'hook/cloudevents true',
      'hook/sns true',
    ]);
    await until(
      async () =>
        Proposals.parse(await read('/v1/proposals?status=open')).items.some((one) => one.evidence.length === 4),
      'a proposal with four incidents',
    );
  });

  test('given a status page that says it is down, then its own word counts and not the webhook’s', async () => {
    const { toolStatus: pages } = small.sandbox.vendors;
    expect(await post(hooks.statuspage.url, statuspageUpdate())).toBe(202);
    await until(async () => (await toolStatus('clever')) === 'up', 'the page was asked');
    pages.setPage('status.clever.com', { indicator: 'critical' });
    expect(await post(hooks.statuspage.url, statuspageUpdate())).toBe(202);
    await until(async () => (await toolStatus('clever')) === 'down', 'the page was asked again');
    expect(await signals()).toHaveLength(4);
  });

  test('given forgeries and replays, then nothing changes; given its own resolution, then that one ends', async () => {
    const resolved = pagerDutyEvent({
      id: 'E2',
      event_type: 'incident.resolved',
      occurred_at: '2023-02-21T09:20:00Z',
    });
    const forged = { 'x-pagerduty-signature': `v1=${'0'.repeat(64)}` };
    const old = snsMessage({ Message: JSON.stringify(alarm({ NewStateValue: 'OK' })) }, {}, hooks.sns.secret);
    expect([
      await post(hooks.pagerduty.url, resolved, forged),
      await post(hooks.statuspage.url.slice(0, -1), statuspageUpdate()),
      await post(hooks.alertmanager.url, alertGroup({ status: 'resolved' }), { authorization: 'Bearer none' }),
      await post(hooks.sns.url, old),
    ]).toEqual([401, 401, 401, 401]);
    expect(await pagerDuty(resolved)).toBe(202);
    await until(async () => (await byIntake())['pagerduty'] === 'ended', 'the incident is over');
    // The first word again, and after it another incident: when that is there, the replay has been read.
    expect(await pagerDuty(pagerDutyEvent())).toBe(202);
    expect(await pagerDuty(pagerDutyEvent({ id: 'E3' }, { id: 'LATER' }))).toBe(202);
    await until(async () => (await signals()).length === 5, 'the later incident');
    const states = (await signals()).map(({ intake, status }) => `${intake} ${status}`).toSorted();
    expect(states).toEqual(
      ['alertmanager open', 'cloudevents open', 'pagerduty ended', 'pagerduty open', 'sns open'].toSorted(),
    );
  });

  test('nothing that was sent stands in a log', () => {
    const log = readFileSync(small.folder.file('log.ndjson'), 'utf8');
    expect(log).toContain('a webhook was taken in');
    expect(log).not.toMatch(/Phones are down|PGR0VU2|gradebook-5xx|BEGIN/);
    for (const { secret } of Object.values(hooks)) expect(log).not.toContain(secret.slice(0, 40));
  });
});
