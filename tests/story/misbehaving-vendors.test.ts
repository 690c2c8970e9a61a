import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { FaultRule } from '../../sandbox/simulators/faults.ts';
import { alertFeature } from '../../sandbox/simulators/weather/alert-feature.ts';
import type { WeatherFault } from '../../sandbox/simulators/weather/weather-faults.ts';
import { byTarget, declare, progressOf, type Seen, until, untilSettled, visiblePosts } from '../support/declaring.ts';
import { channelId, courseId, ownRoster } from '../support/own-district.ts';
import { type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';

const Poll = z.object({ weather: z.object({ ok: z.boolean(), problem: z.string().optional() }) });
const Deliveries = z.object({
  items: z.array(
    z.object({
      deliveryId: z.string(),
      targetId: z.string(),
      status: z.string(),
      attempts: z.int(),
      reason: z.string().optional(),
    }),
  ),
});

const Proposals = z.object({
  items: z.array(
    z.looseObject({
      proposalId: z.string(),
      status: z.string(),
      days: z.array(z.object({ date: z.string() })),
      declaration: z.unknown(),
      findings: z.array(z.object({ findingId: z.string() })),
    }),
  ),
});

const Signals = z.object({ items: z.array(z.looseObject({ unknownSince: z.string().optional() })) });

/** Courses 0 to 4 of the roster, by what happens to them. */
const [forbidden, hangsAfter, hangsBefore, brokenOnce, resetAfter] = [0, 1, 2, 3, 4].map(courseId);
const channelHangsAfter = channelId(1);

const create = (target: string | undefined, fault: FaultRule['fault'], times = 1): FaultRule => ({
  fault,
  operation: 'create',
  times,
  ...(target !== undefined && { target }),
});

describe('vendors that misbehave while a storm is declared', () => {
  let small: SmallSandbox;
  const poll = async () => Poll.parse((await small.client.call('ops', 'POST', '/v1/signals/poll', {})).body).weather;
  const unknownSince = async () => {
    const { body } = await small.client.call('viewer', 'GET', '/v1/signals');
    return Signals.parse(body).items.map((signal) => signal.unknownSince);
  };
  /** What is known of weather, and what is proposed because of it; that a feed cannot be read is one more finding, and no less is proposed. */
  const known = async () => {
    const [signals, proposals] = await Promise.all(
      ['/v1/signals', '/v1/proposals'].map((path) => small.client.call('viewer', 'GET', path)),
    );
    const { items } = Proposals.parse(proposals?.body);
    const seen = Signals.parse(signals?.body).items;
    return {
      signals: seen.map(({ unknownSince: _, ...signal }) => signal),
      proposals: items.map(({ proposalId, status, days, declaration }) => ({ proposalId, status, days, declaration })),
      unread: items.map(({ findings }) => findings.filter(({ findingId }) => findingId === 'feed/-/weather').length),
    };
  };

  beforeAll(async () => {
    small = await startSmallSandbox({ roster: ownRoster({ courses: 8, channels: 4 }) });
  });
  afterAll(() => small?.close());

  describe('given a warning that was seen', () => {
    let before: Awaited<ReturnType<typeof known>>;
    beforeAll(async () => {
      const storm = alertFeature({
        kind: 'WS.W',
        eventNumber: 4,
        action: 'NEW',
        sent: '2023-02-21T03:27:00-06:00',
        begins: '2023-02-21T15:00:00-06:00',
        ends: '2023-02-23T18:00:00-06:00',
        zones: ['MNZ060'],
        same: ['027053'],
      });
      small.sandbox.vendors.weather?.setAlerts([storm]);
      expect(await poll()).toMatchObject({ ok: true });
      before = await known();
      expect(before.proposals.map(({ days }) => days.map(({ date }) => date))).toEqual([['2023-02-22', '2023-02-23']]);
      expect(before.unread).toEqual([0]);
    });

    test('when one look fails, then nothing is made of it: the service is often well again at the next', async () => {
      small.sandbox.vendors.weather?.setFault({ kind: 'status', status: 503 });
      expect(await poll()).toMatchObject({ ok: false });
      expect(await known()).toEqual(before);
    });

    test.each<[string, WeatherFault]>([
      ['answers HTML with 403', { kind: 'html-403' }],
      ['answers 503', { kind: 'status', status: 503 }],
      ['hangs', { kind: 'hang' }],
      ['cuts the connection', { kind: 'reset' }],
      ['answers half an answer', { kind: 'truncated' }],
      ['answers more than 10 MB', { kind: 'oversized', bytes: 11_000_000 }],
      ['answers what is no JSON', { kind: 'garbage' }],
      ['answers without features', { kind: 'malformed-200' }],
      ['answers with features that are no alerts', { kind: 'unreadable-alerts' }],
      ['answers with an empty list of days ago', { kind: 'empty-stale' }],
      ['sends us elsewhere', { kind: 'redirect', location: 'http://127.0.0.1:9/alerts' }],
    ])('when the weather service %s, then that is said, and nothing begins or ends', async (_, fault) => {
      small.sandbox.vendors.weather?.setFault(fault);
      const answer = await poll();
      expect(answer.ok).toBe(false);
      expect(answer.problem).toMatch(/\w/);
      expect(answer.problem).not.toMatch(/xxxx|<HTML/i);
      expect(await known()).toEqual({ ...before, unread: [1] });
      expect(await unknownSince()).toEqual([expect.any(String)]);
    });

    test('when it answers 10 MB of an alert that cannot be read, then nothing ends: it may be the one that is known', async () => {
      small.sandbox.vendors.weather?.setFault({ kind: 'oversized', bytes: 10_000_000 });
      for (let i = 0; i < 3; i += 1) await poll();
      const { signals, proposals } = await known();
      expect({ signals, proposals }).toEqual({ signals: before.signals, proposals: before.proposals });
    });

    test('when it is well again, then the next look is a good one', async () => {
      small.sandbox.vendors.weather?.setFault(undefined);
      expect(await poll()).toMatchObject({ ok: true });
      expect(await known()).toEqual(before);
      expect(await unknownSince()).toEqual([undefined]);
    });
  });

  describe('given a declaration while Classroom and Teams fail here and there', () => {
    let declarationId: string;
    let end: Seen;
    let of: Map<string, z.infer<typeof Deliveries>['items'][number]>;
    const read = async () => {
      const { body } = await small.client.call(
        'viewer',
        'GET',
        `/v1/declarations/${declarationId}/deliveries?limit=100`,
      );
      of = new Map(Deliveries.parse(body).items.map((item) => [item.targetId, item]));
    };

    beforeAll(async () => {
      small.sandbox.vendors.classroom?.behave({
        faults: [
          create(forbidden, { kind: 'refused', status: 403, body: 'vendor' }, Infinity),
          create(hangsAfter, { kind: 'done-then-hang' }),
          create(hangsBefore, { kind: 'hang' }),
          create(brokenOnce, { kind: 'refused', status: 503, body: 'html' }),
          create(resetAfter, { kind: 'done-then-reset' }),
        ],
      });
      small.sandbox.vendors.graph?.behave({
        faults: [{ fault: { kind: 'done-then-hang' }, operation: 'post', target: channelHangsAfter, times: 1 }],
      });
      ({ declarationId } = await declare(small.client, 'misbehaving'));
      end = await untilSettled(small.client, declarationId);
      await read();
    });

    test('then each fault struck, and all but the forbidden class are reached', () => {
      const { classroom, graph } = small.sandbox.vendors;
      const struck = new Set(
        [...(classroom?.strikes() ?? []), ...(graph?.strikes() ?? [])].map((strike) => strike.target),
      );
      expect(struck).toEqual(new Set([forbidden, hangsAfter, hangsBefore, brokenOnce, resetAfter, channelHangsAfter]));
      expect(end).toMatchObject({ planned: end.sent + 1, failed: 1, inDoubt: 0, pending: 0 });
    });

    test('then every class but that one shows the notice, once', () => {
      const classes = [
        ...Array.from({ length: 8 }, (_, i) => courseId(i)).filter((id) => id !== forbidden),
        ...Array.from({ length: 4 }, (_, i) => channelId(i)),
      ];
      const shown = [...byTarget(visiblePosts(small.sandbox.vendors))].map(([target, posts]) => [target, posts.length]);
      expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(classes.map((target) => [target, 1])));
    });

    test.each([
      ['hung after it had posted', hangsAfter],
      ['was cut off after it had posted', resetAfter],
      ['hung after it had posted, in Teams', channelHangsAfter],
    ])('then what %s was found by looking: one attempt', (_, target) => {
      expect(of.get(target ?? '')).toMatchObject({ status: 'sent', attempts: 1 });
    });

    test.each([
      ['hung before it posted', hangsBefore],
      ['answered 503 without posting', brokenOnce],
    ])('then what %s was looked for and repeated', (_, target) => {
      expect(of.get(target ?? '')).toMatchObject({ status: 'sent', attempts: 2 });
    });

    test('then no draft of a repeat is left', () => {
      const drafts = small.sandbox.vendors.classroom?.posts().filter((post) => post.state === 'DRAFT');
      expect(drafts).toEqual([]);
    });

    test('then the refused class says why, in words that a person can act on, and no address', () => {
      expect(of.get(forbidden ?? '')).toMatchObject({ status: 'failed' });
      expect(of.get(forbidden ?? '')?.reason).toMatch(/may not post in this course: look whether it still teaches it/);
      expect(JSON.stringify([...of.values()])).not.toContain('@harbor.example');
    });

    test('when Classroom lets it in and somebody retries it, then it is reached, once', async () => {
      small.sandbox.vendors.classroom?.behave({ faults: [] });
      const route = `/v1/declarations/${declarationId}/deliveries/${of.get(forbidden ?? '')?.deliveryId}/retry`;
      expect(await small.client.call('ops', 'POST', route, {}, 'again')).toMatchObject({ status: 202 });
      await until(
        async () => (await progressOf(small.client, declarationId)).failed === 0,
        'nothing has failed any more',
      );
      await untilSettled(small.client, declarationId);
      expect(byTarget(visiblePosts(small.sandbox.vendors)).get(forbidden ?? '')?.length).toBe(1);
      await read();
      expect(of.get(forbidden ?? '')).toMatchObject({ status: 'sent' });
      expect(await small.client.call('ops', 'POST', route, {}, 'once-more')).toMatchObject({ status: 409 });
    });
  });
});
