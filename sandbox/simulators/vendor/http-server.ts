import { createServer } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';

/** What every simulator's Hono app gets beside the request: Node's own request and response, for faults on the wire. */
export type WireEnv = {
  Bindings: HttpBindings;
  /** How far the list of this one request lags, where a fault says so. */
  Variables: { listLagMs?: number };
};

/** A simulator that listens on loopback. `close` ends open connections too, hanging ones included. */
export type RunningServer = { readonly url: string; readonly port: number; close(): Promise<void> };

/** The port asked for is in use, or not ours to take. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable';

  constructor(port: number, cause: unknown) {
    super(`Port ${port} on 127.0.0.1 cannot be had: end what listens there, or ask for port 0 to get a free one.`, {
      cause,
    });
  }
}

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** Starts `fetch` as an HTTP server on 127.0.0.1, on `port` or (0, the default) a free one. Throws `PortUnavailable`. */
export async function listen(fetch: Fetch, port = 0): Promise<RunningServer> {
  // Without this setting node-server replaces the global Request and Response of the whole sandbox.
  const listener = getRequestListener((request, env) => fetch(request, plainHttp(env)), {
    overrideGlobalObjects: false,
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new PortUnavailable(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** node-server speaks HTTP/2 as well; these servers never do, and say so to the compiler. */
function plainHttp(env: Parameters<Parameters<typeof getRequestListener>[0]>[1]): HttpBindings {
  if ('stream' in env.incoming || 'stream' in env.outgoing) throw new TypeError('The simulators speak HTTP/1.1 only.');
  return { incoming: env.incoming, outgoing: env.outgoing };
}
