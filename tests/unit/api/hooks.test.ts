import { beforeEach, describe, expect, test } from 'vitest';
import { hooksFunction } from '../../../functions/api/hooks.ts';
import type { HttpEvent } from '../../../functions/api/lambda.ts';
import { entryOf } from '../../../functions/api/split.ts';
import { Hook } from '../../../functions/calendar/hooks.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { isReadableEvent } from '../../../functions/sources/incident-vendors/cloudevents.ts';
import { proveHook } from '../../../functions/sources/incident-vendors/vendors.ts';
import { HookMessage } from '../../../functions/triggers/hook-message.ts';
import { stillClocks } from '../../support/clocks.ts';
import {
  bytesOf,
  cloudEvent,
  pagerDutyEvent,
  pagerDutySignature,
  secrets,
  snsMessage,
  snsPem,
  topicArn,
} from '../../support/hooks.ts';

const hooks: Hook[] = [
  ...(['pagerduty', 'statuspage', 'alertmanager', 'cloudevents'] as const).map((vendor) => ({ id: vendor, vendor })),
  { id: 'pagerduty-2', vendor: 'pagerduty' },
  { id: 'sns', vendor: 'sns', topics: [topicArn] },
].map((hook) => Hook.parse(hook));

function world() {
  const clocks = stillClocks(parseInstant('2023-02-21T09:10:00Z'));
  const queued: HookMessage[] = [];
  const said: string[] = [];
  const fails: { queue?: boolean; secrets?: boolean } = {};
  const proof = {
    secretsOf: async (hookId: string) => {
      if (fails.secrets === true) throw new Error('no secret');
      return hookId === 'pagerduty-2' ? { current: 'the-secret-of-another-hook' } : secrets;
    },
    certificateAt: () => Promise.resolve(snsPem),
    nowMs: clocks.machine.now,
  };
  const handle = hooksFunction({
    services: {
      prove: (vendor, request) => proveHook(hooks, vendor, request, proof),
      isReadable: (vendor, request) => vendor !== 'cloudevents' || isReadableEvent(request),
      queue: async (message) => {
        if (fails.queue === true) throw new Error('no queue');
        queued.push(HookMessage.parse(message));
      },
    },
    calendar: clocks.calendar,
    log: {
      warn: (words, fields) => void said.push(JSON.stringify({ words, ...fields })),
      error: (words, fields) => void said.push(JSON.stringify({ words, ...fields })),
    },
  });
  const post = async (
    path: string,
    headers: Record<string, string>,
    body: Uint8Array,
    changes: Partial<HttpEvent> = {},
  ) => {
    const event: HttpEvent = {
      rawPath: `/v1/hooks/${path}`,
      rawQueryString: '',
      headers,
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
      requestContext: { http: { method: 'POST' } },
      ...changes,
    };
    const { statusCode, headers: answered, body: text } = await handle(event, { awsRequestId: 'r-1' });
    return {
      status: statusCode,
      type: answered['content-type'],
      retry: answered['retry-after'],
      body: JSON.parse(text),
    };
  };
  return { post, queued, said, fails };
}

let it = world();
beforeEach(() => {
  it = world();
});

const event = bytesOf(pagerDutyEvent());
const bearer = { authorization: `Bearer ${secrets.current}` };
const accepted = { status: 202, body: {} };

describe('a webhook that proves itself', () => {
  test('is queued with ids and its bytes, and answered 202', async () => {
    expect(await it.post('pagerduty', pagerDutySignature(event), event)).toMatchObject(accepted);
    expect(it.queued).toEqual([
      {
        hookId: 'pagerduty',
        vendor: 'pagerduty',
        receivedAt: '2023-02-21T09:10:00Z',
        body: Buffer.from(event).toString('base64'),
        attributes: {},
      },
    ]);
  });

  test('is whose secret it was made with, where a vendor has two hooks', async () => {
    await it.post('pagerduty', pagerDutySignature(event, 'the-secret-of-another-hook'), event);
    expect(it.queued.map(({ hookId }) => hookId)).toEqual(['pagerduty-2']);
  });

  test.each([
    ['by its address', `statuspage/${secrets.current}`, {}, '{}', {}],
    ['by a bearer', 'alertmanager', bearer, '{}', {}],
    [
      'by its query',
      'cloudevents',
      { 'content-type': 'application/cloudevents+json' },
      cloudEvent(),
      { rawQueryString: `access_token=${secrets.current}` },
    ],
    ['by a signature of SNS', 'sns', { 'content-type': 'text/plain; charset=UTF-8' }, snsMessage(), {}],
    ['though nobody can read it', 'alertmanager', bearer, 'no JSON', {}],
    [
      'though its type is another',
      'pagerduty',
      { ...pagerDutySignature(event), 'content-type': 'text/plain' },
      pagerDutyEvent(),
      {},
    ],
    [
      'though it came as text',
      'pagerduty',
      pagerDutySignature(event),
      '',
      { body: JSON.stringify(pagerDutyEvent()), isBase64Encoded: false },
    ],
  ])('%s is taken', async (_what, path, headers, body, changes) => {
    expect(await it.post(path, { ...headers }, bytesOf(body), changes)).toMatchObject(accepted);
    expect(it.queued).toHaveLength(1);
  });

  test('keeps of an event in binary mode what its headers say, and no token', async () => {
    const headers = { ...bearer, 'content-type': 'application/json', 'ce-id': '1', 'ce-source': '/nms', host: 'x' };
    await it.post('cloudevents', headers, bytesOf('{}'));
    expect(it.queued[0]?.attributes).toEqual({ 'content-type': 'application/json', 'ce-id': '1', 'ce-source': '/nms' });
  });
});

describe('a webhook that does not', () => {
  const signature = pagerDutySignature(event);
  test.each([
    ['without a signature', 'pagerduty', {}, event],
    ['with another body', 'pagerduty', signature, bytesOf(pagerDutyEvent({ id: 'E2' }))],
    ['cut short', 'pagerduty', signature, event.slice(0, -1)],
    ['without a body', 'pagerduty', signature, new Uint8Array()],
    ['with a bearer in place of a signature', 'pagerduty', bearer, event],
    ['with another token', 'alertmanager', { authorization: 'Bearer another-secret-of-somebody' }, event],
    ['with another address', 'statuspage/another-secret-of-somebody', {}, event],
    ['with an empty one', 'statuspage/%20', {}, event],
    ['of no known form', 'sns', {}, event],
  ])('%s is refused as unproven, and nothing of it is kept or said', async (_what, path, headers, body) => {
    const answer = await it.post(path, { ...headers }, body);
    expect(answer).toMatchObject({
      status: 401,
      type: 'application/problem+json',
      body: { type: '/problems/unauthenticated' },
    });
    expect(it.queued).toEqual([]);
    expect(it.said).toHaveLength(1);
    expect(it.said.join('')).not.toMatch(/secret|Phones|Bearer|v1=/);
  });

  test.each([
    ['another vendor', 'opsgenie', 'POST', 404],
    ['no vendor', '', 'POST', 404],
    ['the address without its secret', 'statuspage', 'POST', 404],
    ['a look', 'pagerduty', 'GET', 404],
    ['more address', 'pagerduty/x', 'POST', 404],
  ])('for %s is answered %s %s: %i', async (_what, path, method, status) => {
    expect(await it.post(path, bearer, event, { requestContext: { http: { method } } })).toMatchObject({ status });
  });

  test('of more than 256 KiB is 413 before anything is proven, of exactly that it is taken', async () => {
    const body = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0x20);
    expect(await it.post('alertmanager', bearer, body(262_145))).toMatchObject({ status: 413 });
    expect(await it.post('alertmanager', bearer, body(262_144))).toMatchObject(accepted);
    expect(JSON.stringify(it.queued).length).toBeLessThan(1_048_576);
  });

  test('that is an event of a form nobody reads is 415, but only where it is proven', async () => {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    expect(await it.post('cloudevents', headers, event)).toMatchObject({ status: 401 });
    expect(await it.post('cloudevents', { ...headers, ...bearer }, event)).toMatchObject({ status: 415 });
    expect(it.queued).toEqual([]);
  });
});

describe('a vendor is asked to come again', () => {
  test.each([{ queue: true }, { secrets: true }])('while %j is away', async (away) => {
    Object.assign(it.fails, away);
    expect(await it.post('pagerduty', pagerDutySignature(event), event)).toMatchObject({ status: 503, retry: '30' });
    expect(it.said.join('')).not.toMatch(/secret-of|Phones/);
  });
});

describe('webhooks', () => {
  test('go to the one function that can do nothing but queue them', () => {
    const paths = ['pagerduty', 'statuspage/secret', 'alertmanager', 'sns', 'cloudevents'];
    expect(paths.map((path) => entryOf('POST', `/v1/hooks/${path}`))).toEqual(paths.map(() => 'hooks'));
    expect(entryOf('POST', '/v1/hooks/opsgenie')).toBe('operations-api');
    expect(entryOf('POST', '/v1/declarations')).toBe('decision-api');
  });
});
