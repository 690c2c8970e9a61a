import { Hono } from 'hono';
import type { SimulatorClock } from './vendor/behaviour.ts';
import { type WireEnv, listen } from './vendor/http-server.ts';
import { type RequestLog, requestLog } from './vendor/request-log.ts';
import { failingFeed, type FeedFault } from './tool-status/feed-faults.ts';
import { type GoogleIncident, incidentsJson, productsJson, type StatusPage, summaryJson } from './tool-status/pages.ts';

/** How the simulated status pages are started. */
export type ToolStatusOptions = { readonly port?: number; readonly clock?: SimulatorClock };

/** The running status pages of every host. */
export type ToolStatusSimulator = {
  /** What stands before a host's name: `{url}/status.clever.com/api/v2/summary.json`. */
  readonly url: string;
  /** What Google's feed shows from now on, besides its history. */
  setGoogle(incidents: readonly GoogleIncident[]): void;
  /** What a host's Statuspage shows from now on; a host never set is well. */
  setPage(host: string, page: StatusPage): void;
  /** How every answer of a host fails from now on; undefined: it is well again. */
  setFault(host: string, fault: FeedFault | undefined): void;
  /** By operation `google` or `statuspage`. */
  readonly requests: RequestLog;
  close(): Promise<void>;
};

/**
 * Starts the status pages of the world on one loopback port (facts: tools-and-incidents.md, 1): Google's `incidents.json` and `products.json`,
 * and `api/v2/summary.json` of whatever Statuspage is asked for. All is well until a story says otherwise.
 */
export async function startToolStatus({ port, clock }: ToolStatusOptions = {}): Promise<ToolStatusSimulator> {
  const now = (): number => clock?.now() ?? Date.now();
  const requests = requestLog();
  const closing = new AbortController();
  const pages = new Map<string, StatusPage>();
  const faults = new Map<string, FeedFault>();
  let google: readonly GoogleIncident[] = [];

  const app = new Hono<WireEnv>();
  const json = (body: string): Response => new Response(body, { headers: { 'content-type': 'application/json' } });
  const serve = (operation: string, path: string, right: (host: string) => string): void => {
    app.get(path, async (c) => {
      const host = c.req.param('host') ?? '';
      const fault = faults.get(host);
      const well = (): Response => json(right(host));
      const answer = fault === undefined ? well() : await failingFeed(fault, c, well, closing.signal);
      requests.add(operation, 'GET', fault?.kind ?? answer.status);
      return answer;
    });
  };
  serve('google', '/:host/appsstatus/dashboard/incidents.json', () => incidentsJson(google));
  serve('google', '/:host/appsstatus/dashboard/products.json', () => productsJson());
  serve('statuspage', '/:host/api/v2/summary.json', (host) => summaryJson(host, pages.get(host) ?? {}, now()));
  app.notFound((c) => c.html('<!DOCTYPE html><title>Not found</title>', 404));

  const server = await listen((request, env) => app.fetch(request, env), port);
  return {
    url: server.url,
    setGoogle: (incidents) => void (google = incidents),
    setPage: (host, page) => void pages.set(host, page),
    setFault: (host, fault) => void (fault === undefined ? faults.delete(host) : faults.set(host, fault)),
    requests,
    async close() {
      closing.abort();
      await server.close();
    },
  };
}
