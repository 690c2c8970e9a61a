import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WeatherServiceOptions, startWeatherService } from '../../../sandbox/simulators/weather-service.ts';
import { type AlertSpec, alertFeature } from '../../../sandbox/simulators/weather/alert-feature.ts';
import { json, standingClock } from './support.ts';

const STORM: AlertSpec = {
  kind: 'WS.W',
  eventNumber: 4,
  action: 'NEW',
  sent: '2023-02-21T03:27:00-06:00',
  begins: '2023-02-21T18:00:00-06:00',
  ends: '2023-02-23T12:00:00-06:00',
  zones: ['MNZ060'],
};
const WATCH: AlertSpec = { ...STORM, kind: 'WS.A', eventNumber: 5, zones: ['WIC093'] };
const MARINE: AlertSpec = { ...STORM, kind: 'WW.Y', eventNumber: 6, zones: ['LSZ121'], status: 'Test', action: 'EXT' };

async function serviceFor(options: WeatherServiceOptions = {}) {
  const service = await startWeatherService(options);
  onTestFinished(() => service.close());
  const look = (query = '', headers: Record<string, string> = { 'user-agent': 'Lakes (it@lakes.example)' }) =>
    fetch(`${service.url}/alerts/active${query}`, { headers });
  return { service, look };
}

describe('the simulated weather service', () => {
  it('answers with the alerts it was given, as a feature collection with cache headers', async () => {
    const clock = standingClock();
    const { service, look } = await serviceFor({ clock });
    service.setAlerts([alertFeature(STORM)]);
    const response = await look();
    expect(response.headers.get('content-type')).toBe('application/geo+json');
    expect(response.headers.get('cache-control')).toMatch(/max-age=30/);
    expect(response.headers.get('last-modified')).toBe('Tue, 21 Feb 2023 20:11:00 GMT');
    expect(await response.json()).toMatchObject({
      type: 'FeatureCollection',
      updated: '2023-02-21T20:11:00+00:00',
      features: [alertFeature(STORM)],
    });
  });

  it.each(['node', 'undici', ''])('given the User-Agent %j, answers 403 in HTML', async (agent) => {
    const { look } = await serviceFor();
    const response = await look('', { 'user-agent': agent });
    expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/html; charset=UTF-8']);
    expect(await response.text()).toMatch(/Access Denied/);
  });

  it('given no User-Agent at all, answers 403', async () => {
    const { service } = await serviceFor();
    const status = await new Promise((resolve) =>
      get(`${service.url}/alerts/active`, (answer) => resolve(answer.resume().statusCode)),
    );
    expect(status).toBe(403);
  });

  it.each([
    ['limit=5', 'query.limit', /Query parameter "limit" is not recognized/],
    ['t=1676', 'query.t', /not recognized/],
    ['area=MN&zone=MNZ060', 'query.area', /mutually exclusive/],
    ['zone=Hennepin', 'query.zone', /pattern/],
    ['status=Actual', 'query.status', /pattern/],
  ])('given ?%s, answers 400 as a problem that names the parameter', async (query, parameter, message) => {
    const { look } = await serviceFor();
    const response = await look(`?${query}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await response.json()).toEqual({
      title: 'Bad Request',
      status: 400,
      parameterErrors: [{ parameter, message: expect.stringMatching(message) }],
    });
  });

  it.each([
    ['', 3],
    ['status=actual', 2],
    ['status=actual,test', 3],
    ['message_type=update', 1],
    ['zone=MNZ060,WIC093', 2],
    ['area=WI', 1],
    ['event=Winter%20Storm%20Warning', 1],
    ['code=WSA', 1],
    ['region=GL', 1],
    ['region_type=land', 2],
    ['severity=Severe&urgency=Future&certainty=Possible', 1],
    ['point=44.98,-93.27', 1],
    ['point=10,10', 0],
  ])('given ?%s, shows %i of the three alerts', async (query, shown) => {
    const { service, look } = await serviceFor({ points: { '44.98,-93.27': ['MNZ060', 'MNC053'] } });
    service.setAlerts([STORM, WATCH, MARINE].map(alertFeature));
    const { features } = await json(look(`?${query}`));
    expect(features).toHaveLength(shown);
  });

  it('remembers what it was asked', async () => {
    const { service, look } = await serviceFor();
    await look('?zone=MNZ060&status=actual');
    expect(service.received()).toEqual([
      { query: { zone: 'MNZ060', status: 'actual' }, userAgent: 'Lakes (it@lakes.example)', status: 200 },
    ]);
    expect(service.requests.count('alerts', 200)).toBe(1);
  });
});

describe('a weather service that fails', () => {
  const failing = async (fault: Parameters<Awaited<ReturnType<typeof serviceFor>>['service']['setFault']>[0]) => {
    const made = await serviceFor();
    made.service.setAlerts([alertFeature(STORM)]);
    made.service.setFault(fault);
    return made;
  };

  it('answers 403 in HTML, or 503 as a problem, and is well again afterwards', async () => {
    const { service, look } = await failing({ kind: 'html-403' });
    expect((await look()).status).toBe(403);
    service.setFault({ kind: 'status', status: 503 });
    const response = await look();
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    service.setFault(undefined);
    expect((await json(look())).features).toHaveLength(1);
  });

  it('answers 200 with what is no JSON', async () => {
    const { look } = await failing({ kind: 'garbage' });
    const response = await look();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it('answers 200 without features', async () => {
    const { look } = await failing({ kind: 'malformed-200' });
    expect(await json(look())).not.toHaveProperty('features');
  });

  it('answers 200 with features that are no alerts', async () => {
    const { look } = await failing({ kind: 'unreadable-alerts' });
    expect((await json(look())).features).not.toContainEqual(expect.objectContaining({ type: 'Feature' }));
  });

  it('answers 200 with no alerts, days old', async () => {
    const { look } = await failing({ kind: 'empty-stale' });
    const { features, updated } = await json(look());
    expect(features).toEqual([]);
    expect(Date.now() - Date.parse(updated)).toBeGreaterThan(2 * 24 * 3600 * 1000);
  });

  it('answers with more than anybody wants', async () => {
    const { look } = await failing({ kind: 'oversized', bytes: 2_000_000 });
    expect((await (await look()).text()).length).toBeGreaterThan(2_000_000);
  });

  it('breaks off in the middle, or at once', async () => {
    const { service, look } = await failing({ kind: 'truncated' });
    const response = await look();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(TypeError);
    service.setFault({ kind: 'reset' });
    await expect(look()).rejects.toThrow(TypeError);
  });

  it('sends elsewhere', async () => {
    const { service } = await failing({ kind: 'redirect', location: 'http://127.0.0.1:1/' });
    const headers = { 'user-agent': 'Lakes' };
    const response = await fetch(`${service.url}/alerts/active`, { headers, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/']);
  });

  it('does not answer until it is closed', async () => {
    const { service, look } = await failing({ kind: 'hang' });
    const ending = look().then(
      () => 'answered',
      () => 'cut off',
    );
    expect(await Promise.race([ending, sleep(50, 'silent')])).toBe('silent');
    await service.close();
    expect(await ending).toBe('cut off');
  });
});
