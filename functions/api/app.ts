import { Hono } from 'hono';
import { AnswerUnfit, MethodNotAllowed, NotFound } from './errors.ts';
import { matchPath } from './match-path.ts';
import type { Operation } from './operation.ts';
import { honoPath } from './path-params.ts';
import { problemOf } from './problem.ts';
import { addresses } from './routes/all.ts';
import { json, serve, type AppEnv, type ServeDeps } from './serve.ts';

/** Where faults of ours are written down: ids, names and places, never words. */
export type ApiLog = {
  error(
    words: string,
    fields: { readonly requestId: string; readonly route: string; readonly error: string; readonly code?: string },
  ): void;
};

/** What an app takes besides its services. */
export type AppDeps = ServeDeps & { readonly log: ApiLog };

/** An app of one function; its binding `requestId` is the invocation's. */
export type App = Hono<AppEnv>;

const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The app of one function: its operations, and a problem (RFC 9457) for everything else. */
export function createApp<S>(operations: readonly Operation<S>[], services: S, deps: AppDeps): App {
  const app: App = new Hono();

  const told = (error: unknown, requestId: string, route: string): Response => {
    const { status, body, headers } = problemOf(error, requestId);
    if (status >= 500) deps.log.error('a request failed', { requestId, route, ...nameAndPlace(error) });
    return json(body, status, { ...headers, 'content-type': 'application/problem+json' });
  };

  app.use(async (c, next) => {
    const requestId = c.env?.requestId ?? deps.ids.base32(20);
    c.set('requestId', requestId);
    await next();
    const headers = { ...securityHeaders, 'x-request-id': requestId };
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
  for (const operation of operations) {
    const route = `${operation.method} ${operation.path}`;
    app.on(operation.method, honoPath(operation.path), (c) =>
      serve(c, operation, services, deps).catch((error: unknown) => told(error, c.get('requestId'), route)),
    );
  }
  app.onError((error, c) => told(error, c.get('requestId'), 'none'));
  app.notFound((c) => told(missing(c.req.method, c.req.path), c.get('requestId'), 'none'));
  return app;
}

/** What to say of an address that this app does not serve: the API may know it by another method. */
function missing(method: string, path: string): Error {
  const methods = new Set(
    addresses.filter((address) => matchPath(address.path, path)).map((address) => address.method),
  );
  if (methods.size === 0 || [...methods].some((one) => one === method)) {
    return new NotFound('There is nothing at this address: GET /openapi.json lists what there is.');
  }
  return new MethodNotAllowed(method, path.slice(0, 200), [...methods]);
}

/** An error without its words, which may hold anything: its name, and where an answer did not fit. */
function nameAndPlace(error: unknown): { error: string; code?: string } {
  if (error instanceof AnswerUnfit) return { error: error.name, code: error.paths.slice(0, 20).join(' ') };
  return { error: error instanceof Error ? error.name : typeof error };
}
