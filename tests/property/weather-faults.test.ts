import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { District } from '../../functions/calendar/district.ts';
import { parseInstant, type Temporal } from '../../functions/core/time.ts';
import { weatherService } from '../../functions/sources/weather-service/weather-service.ts';
import { mergeReading } from '../../functions/triggers/merge-reading.ts';
import type { FeedState, WeatherSignal } from '../../functions/triggers/signal.ts';
import { alertFeature, alertList, twoCounties } from '../support/alerts.ts';
import { stillClocks } from '../support/clocks.ts';
import { districtWith, school } from '../support/district.ts';

/** A poll that finds the service well: when, and what it lists. */
type Round = { readonly at: string; readonly list: string };

/** The ways in which the service fails, each as an answer at a time. */
const faults: Readonly<Record<string, (at: Temporal.Instant) => Promise<Response>>> = {
  'a 403 page': () => answer('<HTML><TITLE>Access Denied</TITLE></HTML>', 403),
  'a 503': () => answer('{"title":"Unexpected Problem"}', 503),
  'a 302': () => answer('', 302, { location: 'https://example.org/' }),
  garbage: () => answer('\u0000\u001f\u008b not JSON {"features": ['),
  'nothing at all': () => answer(''),
  'no features': () => answer('{"type":"FeatureCollection"}'),
  'features that are none': () => answer('{"features":[null,{},{"properties":{"geocode":{"UGC":7}}}]}'),
  'an empty list of three days ago': (at) => answer(alertList([], at.subtract({ hours: 72 }).toString())),
  'an empty list by another clock': (at) =>
    answer(alertList([], at.toString()), 200, { date: new Date(at.epochMilliseconds - 9e8).toUTCString() }),
  'a connection that breaks off': () => Promise.reject(new TypeError('terminated')),
};
const fault = fc.constantFrom(...Object.keys(faults));

function answer(body: string, status = 200, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(new Response(body, { status, headers }));
}

/** What is known of a district's weather, polled through the service itself. */
function polled(district: District) {
  const clocks = stillClocks(parseInstant('2000-01-01T00:00:00Z'));
  let next: () => Promise<Response> = () => answer('');
  const options = { baseUrl: 'http://127.0.0.1', district, httpTimeoutMs: 5_000, clocks };
  const service = weatherService({ ...options, fetch: () => next() });
  let signals: WeatherSignal[] = [];
  let feed: FeedState | undefined;
  return {
    signals: () => signals,
    feed: () => feed,
    poll: async (now: Temporal.Instant, answering: () => Promise<Response>) => {
      clocks.set(now);
      next = answering;
      const merged = mergeReading(signals, feed, await service.read(), { now, timeZone: district.timeZone });
      signals = [...new Map([...signals, ...merged.writes].map((signal) => [signal.signalId, signal])).values()];
      feed = merged.feed;
      return merged;
    },
  };
}

/** What is known at the end, with faults before each round; none of them may have written anything. */
async function disturbed(district: District, rounds: readonly Round[], before: readonly (readonly string[])[]) {
  const world = polled(district);
  for (const [i, { at, list }] of rounds.entries()) {
    const due = parseInstant(at);
    for (const [j, name] of (before[i] ?? []).entries()) {
      const now = due.subtract({ minutes: 20 - j });
      const { writes, feed } = await world.poll(now, () => faults[name]?.(now) ?? answer(''));
      expect({ name, writes }).toEqual({ name, writes: [] });
      expect(feed).toHaveProperty('problem');
    }
    await world.poll(due, () => answer(list));
  }
  return world;
}

const statuses = (signals: readonly WeatherSignal[]) =>
  signals.map(({ vendorId, status, endedBecause }) => ({ vendorId, status, endedBecause }));

function ofFaults(district: District, rounds: readonly Round[], numRuns: number): void {
  it('say the same of it with faults between them as without', async () => {
    const calm = await disturbed(district, rounds, []);
    expect(calm.signals().length).toBeGreaterThan(2);
    const between = fc.array(fc.array(fault, { maxLength: 4 }), { minLength: rounds.length, maxLength: rounds.length });
    await fc.assert(
      fc.asyncProperty(between, async (before) => {
        expect((await disturbed(district, rounds, before)).signals()).toEqual(calm.signals());
      }),
      { numRuns },
    );
  });

  it('after any fault, however often, keep it as it stood and unknown', async () => {
    const world = await disturbed(district, rounds, []);
    const before = world.signals();
    const last = parseInstant(rounds.at(-1)?.at ?? '');
    for (const [i, name] of Object.keys(faults)
      .flatMap((one) => [one, one, one])
      .entries()) {
      const now = last.add({ minutes: i + 1 });
      await world.poll(now, () => faults[name]?.(now) ?? answer(''));
    }
    expect(world.signals()).toEqual(before);
    expect(world.feed()).toMatchObject({ ok: false });
  });

  it('with an empty list between good ones end and begin nothing', async () => {
    const calm = await disturbed(district, rounds, []);
    const world = polled(district);
    for (const { at, list } of rounds) {
      const now = parseInstant(at);
      // Twice: what this list itself leaves out has ended then.
      for (const minutes of [0, 1]) await world.poll(now.add({ minutes }), () => answer(list));
      const blink = now.add({ minutes: 2 });
      const { changed } = await world.poll(blink, () => answer(alertList([], blink.toString())));
      expect(changed).toEqual([]);
      await world.poll(now.add({ minutes: 3 }), () => answer(list));
    }
    expect(statuses(world.signals())).toEqual(statuses(calm.signals()));
  });
}

describe('polls of a storm made up', () => {
  const watch = {
    id: 'w1',
    vtec: 'NEW.KMPX.WS.A.0002',
    event: 'Winter Storm Watch',
    sent: '2023-02-20T15:00:00-06:00',
  };
  const both = { ugc: ['MNZ060', 'MNZ062'], same: ['027053', '027123'] };
  const cold = { id: 'c1', vtec: 'NEW.KMPX.EC.W.0001', event: 'Extreme Cold Warning', from: '230223T0000Z', ...both };
  const fog = { id: 'f1', vtec: [], event: 'Special Weather Statement', ends: null };
  const later = { sent: '2023-02-21T03:27:00-06:00' };
  const lists = [
    [watch, fog],
    [watch, { ...cold, sent: watch.sent }, fog],
    [
      { ...watch, ...later, id: 'w2', vtec: 'UPG.KMPX.WS.A.0002' },
      { id: 's1', ...both },
      { ...cold, sent: watch.sent },
    ],
    [
      { id: 's2', sent: '2023-02-21T09:30:00-06:00', vtec: 'EXT.KMPX.WS.W.0004', until: '230224T1200Z' },
      { ...cold, id: 'c2', sent: '2023-02-21T09:30:00-06:00', vtec: 'CAN.KMPX.EC.W.0001' },
    ],
  ];
  const times = ['2023-02-20T15:10', '2023-02-20T21:00', '2023-02-21T03:40', '2023-02-21T09:40'];
  const rounds = lists.map((list, i) => {
    const at = `${times[i]}:00-06:00`;
    return { at, list: alertList(list.map(alertFeature), at) };
  });
  ofFaults(twoCounties, rounds, 20);
});

/** The real national list of 15 December 2025 where it lies beside the checkout; its licence keeps it out of the repository. */
const snapshot = new URL('../../../shared/data/nws/active-2025-12-15T2155Z-full.json', import.meta.url);
type Listed = { properties: { sent: string; geocode: { UGC?: string[] } } };

describe.skipIf(!existsSync(snapshot))('polls of the nation in December 2025', () => {
  const text = existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : '{"features":[]}';
  const { features } = JSON.parse(text) as { features: Listed[] };
  const zones = [...new Set(features.flatMap(({ properties }) => properties.geocode.UGC ?? []))].sort();
  const ugc = zones.filter((code, i) => /^[A-Z]{2}[CZ]\d{3}$/.test(code) && i % 16 === 0);
  const district = districtWith({ schools: [school('everywhere', { ugc, same: [] })], programs: [] });
  // As it grew: at each time what had been sent by then.
  const rounds = ['2025-12-14T18:00:00Z', '2025-12-15T06:00:00Z', '2025-12-15T15:00:00Z', '2025-12-15T21:55:00Z'].map(
    (at) => {
      const sent = features.filter((it) => Date.parse(it.properties.sent) <= Date.parse(at));
      return { at, list: alertList(sent, at) };
    },
  );
  ofFaults(district, rounds, 4);
});
