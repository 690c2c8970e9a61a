import { Hono } from 'hono';
import type { Conduct } from './vendor/behaviour.ts';
import { type RunningServer, listen } from './vendor/http-server.ts';
import type { PostFigures, SimulatedPost } from './vendor/posts.ts';
import type { RequestCount, RequestLog } from './vendor/request-log.ts';

/** A vendor as an onlooker in another process sees it. */
export type InspectedVendor = {
  posts(): SimulatedPost[];
  figures(): PostFigures;
  visibleTwice(marker: RegExp): number;
  readonly requests: RequestLog;
  behave(change: Partial<Conduct>): void;
};

/** What `GET /figures?marker=…` answers for each vendor; `visibleTwice` where a marker (a regular expression) was given. */
export type VendorFigures = PostFigures & {
  readonly visibleTwice?: number;
  readonly requests: readonly RequestCount[];
};

/**
 * Serves what tests read directly to those in other processes: `GET /figures`, `GET /posts`, each by vendor name. It is not part of
 * any vendor and not behind their faults.
 */
export function startInspection(vendors: Readonly<Record<string, InspectedVendor>>, port = 0): Promise<RunningServer> {
  const app = new Hono();
  const each = <Out>(look: (vendor: InspectedVendor) => Out): Record<string, Out> =>
    Object.fromEntries(Object.entries(vendors).map(([name, vendor]) => [name, look(vendor)]));
  app.get('/figures', (c) => {
    const marker = c.req.query('marker');
    return c.json(
      each((vendor): VendorFigures => ({
        ...vendor.figures(),
        ...(marker !== undefined && { visibleTwice: vendor.visibleTwice(new RegExp(marker)) }),
        requests: vendor.requests.counts(),
      })),
    );
  });
  app.get('/posts', (c) => c.json(each((vendor) => vendor.posts())));
  return listen((request) => app.fetch(request), port);
}
