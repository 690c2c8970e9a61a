import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Handler } from '../functions/platform/entry.ts';
import { entries, type EntryName } from '../functions/names.ts';
import { invoke } from './invoke.ts';

export type HttpHandler = Handler<APIGatewayProxyEventV2, HttpAnswer>;

type HttpAnswer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A static page by path, or undefined. */
export type StaticPages = (path: string) => string | undefined;

/** Where a request goes: the function that API Gateway would call. */
export type Route = (method: string, path: string) => EntryName;

export type Gateway = {
  readonly route: Route;
  readonly handlers: Readonly<Partial<Record<EntryName, HttpHandler>>>;
  readonly pages: StaticPages;
  /** Called when a function has answered a request that may have changed something. */
  readonly changed: (name: EntryName) => void;
};

/** Larger bodies are cut off here already; the API's own limit of 1 MiB answers with a problem. */
const bodyLimit = 6 * 1024 * 1024;

/**
 * Stands where API Gateway and CloudFront stand: static pages first, then the function of the route with API Gateway's event (payload 2.0).
 * A Host that is not loopback is refused, so that no page of a browser can reach the sandbox by a name of its own (S-32).
 */
export function createGateway(gateway: Gateway): RequestListener {
  return (request, response) => {
    answer(request, response, gateway).catch((error: unknown) => {
      response.writeHead(500).end();
      process.stderr.write(`gateway: ${String(error)}\n`);
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, gateway: Gateway): Promise<void> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host))
    return void response.writeHead(421).end('this sandbox answers on loopback only\n');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const page = request.method === 'GET' || request.method === 'HEAD' ? gateway.pages(url.pathname) : undefined;
  if (page !== undefined) return sendPage(response, page);
  const name = gateway.route(request.method ?? 'GET', url.pathname);
  const handler = gateway.handlers[name];
  const body = await readBody(request);
  if (handler === undefined || body === undefined) return void response.writeHead(body === undefined ? 413 : 404).end();
  const result = await invoke(name, handler, eventOf(request, url, body), entries[name].timeoutSeconds);
  if (!result.ok) {
    process.stderr.write(`${result.problem}\n`);
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Internal Server Error"}');
    return;
  }
  if (request.method !== 'GET') gateway.changed(name);
  const { statusCode, headers, body: text } = result.value;
  response.writeHead(statusCode, headers).end(text);
}

/** A notice's page with the headers that CloudFront adds on AWS (S-27). */
function sendPage(response: ServerResponse, html: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      // The page states the rest of its policy itself; this is the one thing a page cannot say.
      'content-security-policy': "frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'max-age=60',
    })
    .end(html);
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request) {
    if (!(part instanceof Uint8Array)) continue;
    size += part.length;
    if (size <= bodyLimit) parts.push(part);
  }
  return size <= bodyLimit ? Buffer.concat(parts) : undefined;
}

function eventOf(request: IncomingMessage, url: URL, body: Buffer): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  const method = request.method ?? 'GET';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.replace(/^\?/, ''),
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'sandbox',
      domainName: request.headers.host ?? '127.0.0.1',
      domainPrefix: 'sandbox',
      http: {
        method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: String(headers['user-agent'] ?? ''),
      },
      requestId: 'sandbox',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: Date.now(),
    },
    ...(body.length > 0 ? { body: body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0,
  };
}
