import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import type { SimulatorClock } from './vendor/behaviour.ts';
import { type WireEnv, listen } from './vendor/http-server.ts';
import { type RequestLog, requestLog } from './vendor/request-log.ts';
import { alertQuery } from './weather/alert-query.ts';
import { ACCESS_DENIED, type WeatherFault, failingAnswer } from './weather/weather-faults.ts';

/** How a simulated National Weather Service is started. */
export type WeatherServiceOptions = {
  readonly port?: number;
  /** The time of `updated`: the story's calendar, where there is one. */
  readonly clock?: SimulatorClock;
  readonly latencyMs?: number;
  /** The zones of points that may be asked for, by `lat,lon` as the caller writes it. */
  readonly points?: Readonly<Record<string, readonly string[]>>;
};

/** A request that was answered, for tests of the caller. */
export type ReceivedRequest = {
  readonly query: Readonly<Record<string, string>>;
  readonly userAgent: string;
  readonly status: number;
};

/** A running simulated National Weather Service. */
export type WeatherServiceSimulator = {
  /** What `https://api.weather.gov` is in production. */
  readonly url: string;
  /** What is active from now on: features as the service writes them, whole (see `alertFeature`). */
  setAlerts(features: readonly unknown[]): void;
  /** How every answer fails from now on; undefined: it is well again. */
  setFault(fault: WeatherFault | undefined): void;
  readonly requests: RequestLog;
  /** The latest requests, oldest first; at most 100 are kept. */
  received(): readonly ReceivedRequest[];
  close(): Promise<void>;
};

/** What a program sends that was never told a User-Agent. */
const ODD_USER_AGENT = /^(|node|undici|node-fetch.*)$/;
const KEPT_REQUESTS = 100;

/**
 * Starts a weather service on loopback with `GET /alerts/active` as facts/weather.md tells: User-Agent required, unknown parameters
 * refused, places mutually exclusive; and the ways in which the real one fails.
 */
export async function startWeatherService(options: WeatherServiceOptions = {}): Promise<WeatherServiceSimulator> {
  const clock = options.clock ?? { now: () => Date.now() };
  const requests = requestLog();
  const received: ReceivedRequest[] = [];
  const closing = new AbortController();
  let alerts: readonly unknown[] = [];
  let fault: WeatherFault | undefined;

  const answer = async (c: Context<WireEnv>): Promise<Response> => {
    if (ODD_USER_AGENT.test(c.req.header('user-agent') ?? '')) return c.html(ACCESS_DENIED, 403);
    const query = alertQuery(new URL(c.req.url).searchParams, (point) => options.points?.[point] ?? []);
    if (!query.ok) return problem(query.parameterErrors);
    // Something in the nation always changes, so the feed is never older than the moment.
    const now = clock.now();
    const right = (): string => collection(alerts.filter(query.accepts), now);
    if (fault) return failingAnswer(fault, c, { right, emptyAt, now, closing: closing.signal });
    return new Response(right(), { headers: feedHeaders(now) });
  };

  const app = new Hono<WireEnv>();
  app.get('/alerts/active', async (c) => {
    if (options.latencyMs) await sleep(options.latencyMs);
    const response = await answer(c);
    requests.add('alerts', 'GET', fault?.kind === 'hang' || fault?.kind === 'reset' ? fault.kind : response.status);
    received.push({ query: c.req.query(), userAgent: c.req.header('user-agent') ?? '', status: response.status });
    if (received.length > KEPT_REQUESTS) received.shift();
    return response;
  });
  app.notFound((c) => c.json({ title: 'Not Found', status: 404, detail: `'${c.req.path}' is not here.` }, 404));
  const server = await listen((request, env) => app.fetch(request, env), options.port);
  return {
    url: server.url,
    setAlerts: (features) => void (alerts = features),
    setFault: (next) => void (fault = next),
    requests,
    received: () => received,
    async close() {
      closing.abort();
      await server.close();
    },
  };
}

const emptyAt = (time: number): string => collection([], time);
const TITLE = 'Current watches, warnings, and advisories';
const CONTEXT = [
  'https://geojson.org/geojson-ld/geojson-context.jsonld',
  { '@version': '1.1', wx: 'https://api.weather.gov/ontology#', '@vocab': 'https://api.weather.gov/ontology#' },
];

function collection(features: readonly unknown[], updatedAt: number): string {
  const updated = stamp(updatedAt);
  return JSON.stringify({ '@context': CONTEXT, type: 'FeatureCollection', features, title: TITLE, updated });
}

function stamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}+00:00`;
}

function feedHeaders(updatedAt: number): Record<string, string> {
  return {
    'content-type': 'application/geo+json',
    'cache-control': 'public, max-age=30, s-maxage=30',
    'last-modified': new Date(updatedAt).toUTCString(),
    'x-request-id': randomUUID(),
  };
}

function problem(parameterErrors: readonly unknown[]): Response {
  return new Response(JSON.stringify({ parameterErrors, title: 'Bad Request', status: 400 }), {
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
  });
}
