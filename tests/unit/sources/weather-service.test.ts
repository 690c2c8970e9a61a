import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClocks } from '../../../functions/core/clock.ts';
import { weatherService } from '../../../functions/sources/weather-service/weather-service.ts';
import type { WeatherReading } from '../../../functions/triggers/ports.ts';
import { alertFeature, alertList, morning, twoCounties } from '../../support/alerts.ts';

/** A calendar that a story moved; the machine's clock is that of the wire. */
const clocks = { ...systemClocks, calendar: { now: () => morning } };

const running: (() => void)[] = [];
afterEach(() => running.splice(0).forEach((close) => close()));

/** A server for one test; its listener plays the weather service. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(baseUrl: string, httpTimeoutMs = 2_000): Promise<WeatherReading> {
  return weatherService({ baseUrl, district: twoCounties, httpTimeoutMs, clocks }).read();
}

const good = alertList([alertFeature()]);

describe('the weather service, answering well', () => {
  it('is asked for the state with known parameters only, in the district’s name', async () => {
    let asked: { url: string | undefined; agent: string | undefined } | undefined;
    const url = await serve((request, answer) => {
      asked = { url: request.url, agent: request.headers['user-agent'] };
      answer.end(good);
    });
    expect(await read(url)).toMatchObject({ ok: true, alerts: 1, events: [{ vendorId: 'KMPX.WS.W.0004.2023' }] });
    expect(asked).toEqual({ url: '/alerts/active?status=actual&area=MN', agent: 'Bellwether (notices@example.org)' });
  });

  it('is read when it compresses', async () => {
    const url = await serve((_, answer) => answer.setHeader('content-encoding', 'gzip').end(gzipSync(good)));
    expect(await read(url)).toMatchObject({ ok: true, alerts: 1 });
  });

  it('may have nothing to say on a quiet day', async () => {
    const url = await serve((_, answer) => answer.end(alertList([])));
    expect(await read(url)).toEqual({
      ok: true,
      alerts: 0,
      events: [],
      unread: 0,
      withdrawn: [],
      emptyAsOf: '2023-02-21T09:30:00+00:00',
    });
  });
});

describe('the weather service, failing: unknown, never an all-clear', () => {
  it.each<[string, RequestListener, RegExp]>([
    ['a 403 page of its CDN', (_, a) => a.writeHead(403).end('<HTML>Access Denied</HTML>'), /answered 403/],
    ['a 400 for a parameter', (_, a) => a.writeHead(400).end('{"title":"Bad Request"}'), /answered 400/],
    ['a 503', (_, a) => a.writeHead(503).end(), /answered 503/],
    ['an HTML page with a 200', (_, a) => a.end('<html></html>'), /no list of alerts/],
    ['nothing at all with a 200', (_, a) => a.end(), /no list of alerts/],
    ['JSON without features', (_, a) => a.end('{"title":"Unexpected Problem"}'), /no list of alerts/],
    ['features that are no list', (_, a) => a.end('{"features":{}}'), /no list of alerts/],
    ['a list cut short', (_, a) => a.end(good.slice(0, -40)), /no list of alerts/],
    ['features that are no alerts', (_, a) => a.end('{"features":[null,{},{"properties":{}}]}'), /none could be read/],
    ['features that are nothing', (_, a) => a.end('{"features":null}'), /no list of alerts/],
    ['an empty list that is days old', (_, a) => a.end(alertList([], '2023-02-18T00:00:00+00:00')), /empty list of/],
    [
      'a connection that breaks off',
      (_, a) => a.writeHead(200, { 'content-length': 99_999 }).write(good, () => a.destroy()),
      /could not be reached/,
    ],
  ])('%s', async (_, listener, problem) => {
    expect(await read(await serve(listener))).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  it('a redirect is not followed', async () => {
    let elsewhere = 0;
    const target = await serve((_, answer) => {
      elsewhere++;
      answer.end(good);
    });
    const url = await serve((_, answer) => answer.writeHead(302, { location: `${target}/` }).end());
    expect(await read(url)).toEqual({ ok: false, problem: expect.stringMatching(/answered 302/) });
    expect(elsewhere).toBe(0);
  });

  it.each<[string, RequestListener]>([
    ['before the answer', () => {}],
    ['in the middle of it', (_, answer) => void answer.writeHead(200).write(good.slice(0, 50))],
  ])('a service that hangs %s is given up', async (_, listener) => {
    const url = await serve(listener);
    expect(await read(url, 100)).toEqual({ ok: false, problem: expect.stringMatching(/no answer within 100 ms/) });
  });

  it('more than 10 MiB are not kept, though they compress to little', async () => {
    const bomb = gzipSync(Buffer.alloc(11 * 1024 * 1024, ' '));
    const url = await serve((_, answer) => answer.setHeader('content-encoding', 'gzip').end(bomb));
    expect(await read(url)).toEqual({ ok: false, problem: expect.stringMatching(/more than 10485760 bytes/) });
  });

  it('10 MB of garbage are only garbage', async () => {
    const url = await serve((_, answer) => answer.end('x'.repeat(10_000_000)));
    expect(await read(url)).toEqual({ ok: false, problem: expect.stringMatching(/no list of alerts/) });
  });

  it('nobody at the address', async () => {
    expect(await read('http://127.0.0.1:1')).toEqual({
      ok: false,
      problem: expect.stringMatching(/could not be reached/),
    });
  });
});

describe('the weather service, by another clock than ours', () => {
  const { now } = systemClocks.machine;
  const dated = (minutesAgo: number, headers: Record<string, string> = {}) =>
    serve((_, answer) => {
      answer.writeHead(200, { date: new Date(now() - minutesAgo * 60_000).toUTCString(), ...headers }).end(good);
    });

  it.each([4, 0, -4])('%i minutes behind ours is the same', async (minutes) => {
    expect(await read(await dated(minutes))).not.toHaveProperty('clocksDiffer');
  });

  it.each([6, -6, 9_000])('%i minutes behind ours is a contradiction', async (minutes) => {
    expect(await read(await dated(minutes))).toMatchObject({ ok: true, alerts: 1, clocksDiffer: true });
  });

  it('is not one that a cache took in an hour ago and says so', async () => {
    expect(await read(await dated(60, { age: '3600' }))).not.toHaveProperty('clocksDiffer');
  });

  it('is not one that tells no time', async () => {
    expect(await read(await dated(0, { date: 'soon' }))).not.toHaveProperty('clocksDiffer');
  });

  it('ours being days ahead, does not make a storm over that has hardly begun', async () => {
    const url = await dated(4 * 24 * 60);
    const ahead = { ...clocks, calendar: { now: () => morning.add({ hours: 4 * 24 }) } };
    const reading = await weatherService({
      baseUrl: url,
      district: twoCounties,
      httpTimeoutMs: 2_000,
      clocks: ahead,
    }).read();
    expect(reading).toMatchObject({ clocksDiffer: true, events: [{ vendorId: 'KMPX.WS.W.0004.2023' }] });
    expect(reading.ok && reading.events[0]).not.toHaveProperty('ended');
  });
});
