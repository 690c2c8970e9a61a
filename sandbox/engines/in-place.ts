import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** An engine's whole answer. */
export type Received = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly body: Buffer;
};

/** Asks an engine of this process as its server would, without a connection: `body` instead of what `incoming` has brought. */
export function askInPlace(engine: RequestListener, incoming: IncomingMessage, body: Buffer): Promise<Received> {
  return new Promise((resolve) => {
    // A socket of its own: a request that is over closes the one it came by.
    const request = new IncomingMessage(new Socket());
    const { method, url } = incoming;
    const headers = { ...incoming.headers, 'content-length': String(body.byteLength) };
    Object.assign(request, { method, url, headers, complete: true });
    request.push(body);
    request.push(null);
    engine(request, gathered(request, resolve));
  });
}

/** A response that sends nothing and resolves with what it was given. */
function gathered(request: IncomingMessage, resolve: (received: Received) => void): ServerResponse {
  const response = new ServerResponse(request);
  const parts: Buffer[] = [];
  const take = (part: unknown): void => {
    if (typeof part === 'string' || part instanceof Uint8Array) parts.push(Buffer.from(part));
  };
  return Object.assign(response, {
    writeHead(status: number, given: Readonly<Record<string, string | number>> = {}) {
      response.statusCode = status;
      for (const [name, value] of Object.entries(given)) response.setHeader(name, value);
      return response;
    },
    write(part: unknown) {
      take(part);
      return true;
    },
    end(part?: unknown) {
      take(part);
      const headers = Object.entries(response.getHeaders()).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      resolve({ status: response.statusCode, headers: Object.fromEntries(headers), body: Buffer.concat(parts) });
      response.emit('finish');
      return response;
    },
  });
}
