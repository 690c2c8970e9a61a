import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readHook } from '../../../../functions/sources/incident-vendors/vendors.ts';
import type { HookVendor } from '../../../../functions/names.ts';
import type { HookReading, HookReport } from '../../../../functions/triggers/hook-reading.ts';
import {
  alarm,
  alertGroup,
  bytesOf,
  cloudEvent,
  confirmation,
  pagerDutyEvent,
  snsMessage,
  statuspageUpdate,
  topicArn,
} from '../../../support/hooks.ts';

const read = (vendor: HookVendor, body: unknown, attributes: Record<string, string> = {}): HookReading =>
  readHook({
    hookId: vendor,
    vendor,
    receivedAt: '2023-02-21T09:00:01Z',
    body: Buffer.from(body instanceof Uint8Array ? body : bytesOf(body)).toString('base64'),
    attributes:
      vendor === 'cloudevents' ? { 'content-type': 'application/cloudevents+json', ...attributes } : attributes,
  });

const reportsOf = (reading: HookReading): readonly HookReport[] => (reading.kind === 'reports' ? reading.reports : []);

describe('PagerDuty', () => {
  test('an incident is known by its own id, the event by the id that is signed', () => {
    expect(read('pagerduty', pagerDutyEvent())).toEqual({
      kind: 'reports',
      eventId: '01BWDWL3NYY7LUFPZCC28QUCMK',
      reports: [
        {
          vendorId: 'PGR0VU2',
          status: 'open',
          summary: 'Phones: Phones are down',
          labels: { service: ['PF9KMXH', 'Phones'], urgency: ['high'], priority: [] },
          observedAt: '2023-02-21T09:00:00.458Z',
        },
      ],
    });
  });

  test.each([
    ['incident.acknowledged', 'acknowledged', 'open'],
    ['incident.reopened', 'triggered', 'open'],
    ['incident.resolved', 'resolved', 'resolved'],
    ['incident.priority_updated', 'resolved', 'resolved'],
  ])('%s of an incident that is %s leaves it %s', (event_type, status, expected) => {
    expect(reportsOf(read('pagerduty', pagerDutyEvent({ event_type }, { status })))).toMatchObject([
      { status: expected },
    ]);
  });

  test.each(['pagey.ping', 'incident.annotated', 'incident.status_update_published', 'service.updated', 'x'])(
    '%s says nothing about an incident',
    (event_type) => {
      expect(read('pagerduty', pagerDutyEvent({ event_type })).kind).toBe('ignored');
    },
  );

  test('given an incident without service, title or priority, it is one all the same', () => {
    const bare = pagerDutyEvent({}, { service: null, title: null, priority: null, urgency: null });
    expect(reportsOf(read('pagerduty', bare))).toMatchObject([{ summary: '', labels: { service: [] } }]);
  });
});

describe('Alertmanager', () => {
  test('a group may mix what fires with what is over; while one fires, its end is not believed', () => {
    const group = alertGroup({}, { status: 'resolved', endsAt: '2023-02-21T10:00:00Z', fingerprint: 'b2' });
    expect(reportsOf(read('alertmanager', group))).toMatchObject([
      { vendorId: '["a1b2c3d4e5f60718","2023-02-21T09:00:00Z"]', status: 'open', observedAt: '2023-02-21T09:00:00Z' },
      { vendorId: '["b2","2023-02-21T09:00:00Z"]', status: 'resolved', observedAt: '2023-02-21T10:00:00Z' },
    ]);
  });

  test('of a group of very many the first hundred are read, and the others counted with those that cannot be read', () => {
    const many = Array.from({ length: 130 }, (_, i) => ({ fingerprint: `f${i}` }));
    const reading = read('alertmanager', alertGroup(...many, { fingerprint: 7 }));
    expect(reading).toMatchObject({ unread: 31 });
    expect(reportsOf(reading)).toHaveLength(100);
  });

  test.each([
    ['a body that the operator replaced', { text: 'phones are down' }],
    ['another version', { ...alertGroup({}), version: '5' }],
    ['alerts of which none can be read', alertGroup({ startsAt: null })],
    ['no alert', alertGroup()],
  ])('%s is not read', (_what, body) => {
    expect(read('alertmanager', body).kind).toBe('ignored');
  });
});

describe('CloudWatch by SNS', () => {
  test('an alarm is known by its ARN, its time in the odd form that it has', () => {
    expect(read('sns', snsMessage())).toEqual({
      kind: 'reports',
      eventId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
      reports: [
        {
          vendorId: 'arn:aws:cloudwatch:us-east-2:123456789012:alarm:gradebook-5xx',
          status: 'open',
          summary: 'gradebook-5xx: The gradebook answers with errors',
          labels: {
            alarm: ['gradebook-5xx'],
            topic: [topicArn],
            region: ['US East (Ohio)'],
            account: ['123456789012'],
          },
          observedAt: '2023-02-21T08:59:58.123Z',
        },
      ],
    });
  });

  test.each([
    ['OK', 'resolved'],
    ['ALARM', 'open'],
  ])('%s is %s', (NewStateValue, status) => {
    const message = snsMessage({ Message: JSON.stringify(alarm({ NewStateValue })) });
    expect(reportsOf(read('sns', message))).toMatchObject([{ status }]);
  });

  test.each([
    ['an alarm without data', { Message: JSON.stringify(alarm({ NewStateValue: 'INSUFFICIENT_DATA' })) }],
    ['words', { Message: 'Hello from SNS!' }],
    [
      'an end of the subscription',
      { Type: 'UnsubscribeConfirmation', Token: 't', SubscribeURL: 'https://example.com' },
    ],
  ])('%s neither begins nor ends anything', (_what, changes) => {
    expect(read('sns', snsMessage(changes)).kind).toBe('ignored');
  });

  test('a question is answered by topic and token; its address is not even read', () => {
    const reading = read('sns', confirmation({ SubscribeURL: 'https://collector.example' }));
    expect(reading).toEqual({ kind: 'confirm', topicArn, token: 'token-of-the-subscription' });
  });
});

describe('CloudEvents', () => {
  const binary = {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': 'event-1',
    'ce-source': '/monitoring/nms',
    'ce-type': '"org.example.incident"',
    'ce-subject': 'phones%20of%20Pi%C3%B1on',
    'ce-time': '2023-02-21T09:00:00Z',
  };

  test('binary and structured say the same', () => {
    const subject = 'phones of Piñon';
    const inHeaders = read('cloudevents', { status: 'open', summary: 'Phones are down' }, binary);
    expect(inHeaders).toEqual(read('cloudevents', cloudEvent({ subject })));
    expect(inHeaders).toMatchObject({ eventId: '["/monitoring/nms","event-1"]' });
    expect(reportsOf(inHeaders)).toMatchObject([{ vendorId: `["/monitoring/nms","${subject}"]`, status: 'open' }]);
  });

  test('without a subject the event is the incident', () => {
    const { subject: _, ...event } = { subject: '', ...cloudEvent() };
    expect(reportsOf(read('cloudevents', event))).toMatchObject([{ vendorId: '["/monitoring/nms","event-1"]' }]);
  });

  test.each([
    ['another version', cloudEvent({ specversion: '0.3' }), {}],
    ['no id', cloudEvent({ id: '' }), {}],
    ['data of another kind', cloudEvent({ data: { temperature: 20 } }), {}],
    ['no data', cloudEvent({ data: undefined }), {}],
    ['a header that is no UTF-8', { status: 'open' }, { ...binary, 'ce-id': '%ff' }],
    ['a batch', [cloudEvent()], {}],
  ])('%s is not read', (_what, body, attributes) => {
    expect(read('cloudevents', body, attributes).kind).toBe('ignored');
  });
});

describe('Statuspage', () => {
  test('a component or an incident says only that the page is to be read', () => {
    const expected = { kind: 'look-again', labels: { page: ['jb7j80lkgqvb'] } };
    expect(read('statuspage', statuspageUpdate())).toEqual(expected);
    const incident = { component_update: undefined, incident: { status: 'resolved' } };
    expect(read('statuspage', statuspageUpdate(incident))).toEqual(expected);
    expect(read('statuspage', statuspageUpdate({ component_update: undefined })).kind).toBe('ignored');
  });
});

describe.each(['pagerduty', 'statuspage', 'alertmanager', 'sns', 'cloudevents'] as const)('%s', (vendor) => {
  const right = { pagerduty: pagerDutyEvent(), statuspage: statuspageUpdate(), alertmanager: alertGroup({}) };
  const whole = bytesOf({ sns: snsMessage(), cloudevents: cloudEvent(), ...right }[vendor]);

  test.each([
    ['nothing', new Uint8Array()],
    ['half of it', whole.slice(0, whole.length / 2)],
    ['it compressed', gzipSync(whole)],
    ['it in UTF-16', Buffer.from(new TextDecoder().decode(whole), 'utf16le')],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['a list', bytesOf([])],
    ['null', bytesOf('null')],
    ['nothing but brackets', bytesOf('['.repeat(100_000))],
  ])('given %s, nothing is made of it', (_what, body) => {
    expect(read(vendor, body).kind).toBe('ignored');
  });

  test('given a very long or broken text in it, nothing is longer than a signal may be', () => {
    const long = `${'x'.repeat(499)}😀${'\u0000\n'.repeat(9)}\ud800`;
    const bodies = {
      pagerduty: pagerDutyEvent({}, { id: long, title: long }),
      statuspage: statuspageUpdate(),
      alertmanager: alertGroup({ fingerprint: long, annotations: { summary: long } }),
      sns: snsMessage({ Message: JSON.stringify(alarm({ AlarmArn: long, AlarmDescription: long })) }),
      cloudevents: cloudEvent({ subject: long, data: { status: 'open', summary: long } }),
    };
    for (const { vendorId, summary } of reportsOf(read(vendor, bodies[vendor]))) {
      expect(vendorId.length).toBeLessThanOrEqual(200);
      expect(summary.length).toBeLessThanOrEqual(500);
      expect(summary.isWellFormed()).toBe(true);
      expect(summary).not.toMatch(/\p{Cc}/u);
    }
  });
});
