import { beforeEach, describe, expect, test } from 'vitest';
import { Hook } from '../../../functions/calendar/hooks.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import type { HookVendor } from '../../../functions/names.ts';
import { readHook } from '../../../functions/sources/incident-vendors/vendors.ts';
import type { HookMessage } from '../../../functions/triggers/hook-message.ts';
import { mapSystems } from '../../../functions/triggers/map-systems.ts';
import { receiveHook, type HookOutcome } from '../../../functions/triggers/receive-hook.ts';
import { stillClocks } from '../../support/clocks.ts';
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
} from '../../support/hooks.ts';
import { memorySignals } from '../../support/memory-signals.ts';

const hooks: Hook[] = [
  { id: 'pagerduty', vendor: 'pagerduty', systems: [{ match: { service: 'Phones' }, system: 'phones' }] },
  { id: 'pagerduty-2', vendor: 'pagerduty' },
  { id: 'statuspage', vendor: 'statuspage', systems: [{ match: { page: 'jb7j80lkgqvb' }, system: 'clever' }] },
  { id: 'alertmanager', vendor: 'alertmanager' },
  { id: 'cloudevents', vendor: 'cloudevents' },
  { id: 'sns', vendor: 'sns', topics: [topicArn] },
].map((hook) => Hook.parse(hook));

const noon = '2023-02-21T12:00:00Z';

function world() {
  const signals = memorySignals();
  const seen = new Set<string>();
  const asked: unknown[] = [];
  const deps = {
    signals,
    clocks: stillClocks(parseInstant(noon)),
    timeZone: 'America/Chicago',
    hooks,
    seen: { has: async (key: string) => seen.has(key), add: async (key: string) => void seen.add(key) },
    read: readHook,
    lookAgain: async (tools: readonly string[]) => void asked.push({ look: tools }),
    confirm: async (topic: string, token: string) => void asked.push({ topic, token }),
    recompute: async () => void asked.push('recompute'),
  };
  const receive = (hookId: string, body: unknown, receivedAt = noon): Promise<HookOutcome> => {
    const vendor = hooks.find(({ id }) => id === hookId)?.vendor ?? 'pagerduty';
    return receiveHook(deps, messageOf(hookId, vendor, body, receivedAt));
  };
  return { deps, signals, seen, asked, receive, all: () => signals.all() };
}

function messageOf(hookId: string, vendor: HookVendor, body: unknown, receivedAt: string): HookMessage {
  const attributes: Record<string, string> =
    vendor === 'cloudevents' ? { 'content-type': 'application/cloudevents+json' } : {};
  return { hookId, vendor, receivedAt, body: Buffer.from(bytesOf(body)).toString('base64'), attributes };
}

let it = world();
beforeEach(() => {
  it = world();
});

describe('an incident by webhook', () => {
  test('is a signal under its hook, about the systems that the district calls its service', async () => {
    expect(await it.receive('pagerduty', pagerDutyEvent())).toEqual({ taken: true });
    expect(await it.all()).toMatchObject([
      {
        kind: 'incident',
        key: '["pagerduty","pagerduty","PGR0VU2"]',
        status: 'open',
        content: {
          source: 'pagerduty',
          summary: 'Phones: Phones are down',
          systems: [{ id: 'phones', status: 'down' }],
        },
      },
    ]);
    expect(it.asked).toEqual(['recompute']);
  });

  test('of a service that nobody mapped is an incident about no system', async () => {
    await it.receive('pagerduty', pagerDutyEvent({}, { service: { id: 'P1', summary: 'Other' } }));
    expect(await it.all()).toMatchObject([{ status: 'open', content: { systems: [] } }]);
  });

  test('replayed under whatever new headers changes nothing', async () => {
    await it.receive('pagerduty', pagerDutyEvent());
    const before = await it.all();
    const resolved = pagerDutyEvent({ id: 'E2', event_type: 'incident.resolved', occurred_at: '2023-02-21T10:00:00Z' });
    await it.receive('pagerduty', resolved);
    const after = await it.all();
    expect(after).not.toEqual(before);
    for (const replay of [pagerDutyEvent(), resolved, pagerDutyEvent()]) {
      expect(await it.receive('pagerduty', replay)).toMatchObject({ taken: false });
    }
    expect(await it.all()).toEqual(after);
    // Nor does it make a hook seem alive.
    const later = '2023-02-21T18:00:00Z';
    expect(await it.receive('pagerduty', pagerDutyEvent(), later)).toMatchObject({ taken: false });
    expect(await it.signals.feed('hook/pagerduty')).toMatchObject({
      ok: true,
      lastGoodAt: '2023-02-21T06:00:00-06:00',
    });
    expect(it.asked).toEqual(['recompute', 'recompute']);
  });

  test('replayed when nobody remembers it any more is too old', async () => {
    const later = '2023-02-23T10:01:00Z';
    expect(await it.receive('pagerduty', pagerDutyEvent(), later)).toMatchObject({ taken: false });
    expect(await it.all()).toEqual([]);
    expect(await it.receive('pagerduty', pagerDutyEvent(), '2023-02-23T09:59:00Z')).toEqual({ taken: true });
  });

  test('resolved ends its own signal and no other: not another hook’s, not another incident', async () => {
    await it.receive('pagerduty', pagerDutyEvent());
    await it.receive('pagerduty', pagerDutyEvent({ id: 'E2' }, { id: 'OTHER' }));
    await it.receive('pagerduty-2', pagerDutyEvent({ id: 'E3' }));
    const event_type = 'incident.resolved';
    await it.receive('pagerduty-2', pagerDutyEvent({ id: 'E4', event_type, occurred_at: noon }));
    const status = (await it.all()).map((signal) => [signal.credential, signal.vendorId, signal.status]);
    expect(status).toEqual([
      ['pagerduty', 'PGR0VU2', 'open'],
      ['pagerduty', 'OTHER', 'open'],
      ['pagerduty-2', 'PGR0VU2', 'ended'],
    ]);
  });

  test('whose events come in the wrong order is as the newest says', async () => {
    const resolved = { id: 'E2', event_type: 'incident.resolved', occurred_at: '2023-02-21T10:00:00Z' };
    await it.receive('pagerduty', pagerDutyEvent(resolved));
    await it.receive('pagerduty', pagerDutyEvent());
    expect(await it.all()).toMatchObject([{ status: 'ended' }]);
  });

  test('from a clock that runs ahead does not keep the next word from being news', async () => {
    await it.receive('pagerduty', pagerDutyEvent({ occurred_at: '2031-01-01T00:00:00Z' }));
    const resolved = pagerDutyEvent({ id: 'E2', event_type: 'incident.resolved', occurred_at: '2031-01-01T00:00:01Z' });
    await it.receive('pagerduty', resolved, '2023-02-21T12:10:00Z');
    expect(await it.all()).toMatchObject([{ status: 'ended', content: { observedAt: '2023-02-21T12:10:00Z' } }]);
  });

  test('that was cut off half way is done again', async () => {
    const add = it.deps.seen.add;
    it.deps.seen.add = () => Promise.reject(new Error('the table is away'));
    await expect(it.receive('pagerduty', pagerDutyEvent())).rejects.toThrow('away');
    it.deps.seen.add = add;
    expect(await it.receive('pagerduty', pagerDutyEvent())).toEqual({ taken: true });
    expect(await it.all()).toMatchObject([{ revision: 1 }]);
  });

  test('of a hook that the district file has no more is nobody’s', async () => {
    expect(await it.receive('gone', pagerDutyEvent())).toMatchObject({ taken: false });
  });
});

describe('alerts of Alertmanager', () => {
  test('that go on firing for days are the same signal; the replay of an old one reopens nothing', async () => {
    await it.receive('alertmanager', alertGroup({}));
    await it.receive('alertmanager', alertGroup({}), '2023-02-25T12:00:00Z');
    expect(await it.all()).toMatchObject([{ status: 'open', revision: 1 }]);
    await it.receive('alertmanager', alertGroup({ status: 'resolved', endsAt: '2023-02-21T11:00:00Z' }));
    await it.receive('alertmanager', alertGroup({}));
    expect(await it.all()).toMatchObject([{ status: 'ended', revision: 2 }]);
  });
});

describe('CloudWatch and CloudEvents', () => {
  test('open and end their own', async () => {
    await it.receive('sns', snsMessage());
    await it.receive('cloudevents', cloudEvent());
    const ok = alarm({ NewStateValue: 'OK', StateChangeTime: '2023-02-21T10:00:00.000+0000' });
    await it.receive('sns', snsMessage({ MessageId: 'second', Message: JSON.stringify(ok) }));
    expect((await it.all()).map(({ intake, status }) => [intake, status])).toEqual([
      ['sns', 'ended'],
      ['cloudevents', 'open'],
    ]);
    await it.receive('cloudevents', cloudEvent({ id: 'event-2', time: noon, data: { status: 'resolved' } }));
    expect((await it.all()).map(({ status }) => status)).toEqual(['ended', 'ended']);
  });
});

describe('what is no incident', () => {
  test('a status page is asked itself, for the tools that its id is mapped to, and is not believed', async () => {
    await it.receive('statuspage', statuspageUpdate());
    await it.receive('statuspage', statuspageUpdate({ page: { id: 'another' } }));
    expect(it.asked).toEqual([{ look: ['clever'] }, { look: [] }]);
    expect(await it.all()).toEqual([]);
  });

  test('a subscription is confirmed for a listed topic only', async () => {
    await it.receive('sns', confirmation());
    await it.receive('sns', confirmation({ TopicArn: `${topicArn}-2` }));
    expect(it.asked).toEqual([{ topic: topicArn, token: 'token-of-the-subscription' }]);
  });
});

describe('a mapping', () => {
  const labels = { service: ['PF9KMXH', 'Phones of Pine'], urgency: ['high'] };
  test.each([
    [{ service: 'PF9KMXH' }, true],
    [{ service: 'Phones*' }, true],
    [{ service: '*of*' }, true],
    [{ service: '*' }, true],
    [{ service: 'Phones*of*Pine', urgency: 'high' }, true],
    [{ service: 'Phones*', urgency: 'low' }, false],
    [{ service: 'phones*' }, false],
    [{ service: 'Phones of Pine*Pine' }, false],
    [{ service: 'Phones' }, false],
    [{ priority: '*' }, false],
    [{ constructor: '*' }, false],
  ])('%j fits: %s', (match, expected) => {
    const found = mapSystems([{ match, system: 'phones', status: 'degraded' }], labels);
    expect(found).toEqual(expected ? [{ id: 'phones', status: 'degraded' }] : []);
  });

  test('that names a system twice takes the worst', () => {
    const one = { match: { service: '*' }, system: 'phones' };
    const found = mapSystems(
      [
        { ...one, status: 'down' },
        { ...one, status: 'degraded' },
      ],
      labels,
    );
    expect(found).toEqual([{ id: 'phones', status: 'down' }]);
  });
});
