import { Client, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client';
import type { MachineMs } from '../../core/clock.ts';
import { type Answer, attempt, headersOf, silenceOf } from '../../platform/answer.ts';
import { guardedFetch } from '../../platform/guarded-fetch.ts';

/** Microsoft Graph v1.0 by path: each call is one HTTP attempt and never throws. */
export type Graph = {
  get(token: string, path: string, signal: AbortSignal): Promise<Answer>;
  post(token: string, path: string, body: object, signal: AbortSignal): Promise<Answer>;
  patch(token: string, path: string, body: object, signal: AbortSignal): Promise<Answer>;
  /** The path of a page's `@odata.nextLink`; undefined when it leads away from the configured origin or version (S-18). */
  pathOf(nextLink: string): string | undefined;
};

export type GraphDeps = {
  /** `https://graph.microsoft.com`; the sandbox's own on loopback. The version is added here. */
  readonly url: string;
  readonly httpTimeoutMs: number;
  readonly now: () => MachineMs;
};

const VERSION = 'v1.0';

/** Graph through Microsoft's client on a chain of our own: without its retries, which quadruple a post, and without redirects. */
export function graph({ url, httpTimeoutMs, now }: GraphDeps): Graph {
  const { origin } = new URL(url);
  const send: Send = guardedFetch(origin);

  const once = (token: string, path: string, signal: AbortSignal, ask: Ask): Promise<Answer> =>
    attempt(signal, async () => {
      // The client's own error forgets its cause, which alone tells whether anything left.
      let lost: unknown;
      const watched: Send = async (address, init) => {
        try {
          return await send(address, init);
        } catch (error) {
          lost = error;
          throw error;
        }
      };
      const middleware = withBearer(origin, token, watched);
      const request = Client.initWithMiddleware({ baseUrl: `${origin}/`, defaultVersion: VERSION, middleware })
        .api(path)
        .option('signal', AbortSignal.any([signal, AbortSignal.timeout(httpTimeoutMs)]))
        // The client would read an answer by its content type and leave HTML unread; the whole answer is ours to read.
        .responseType(ResponseType.RAW);
      try {
        return await answerOf(await ask(request));
      } catch (error) {
        return silenceOf(lost ?? error);
      }
    });

  const answerOf = async (received: unknown): Promise<Answer> => {
    if (!(received instanceof Response)) throw new TypeError('The Graph client gave no response.');
    const { status, headers } = received;
    const body = jsonOf(await received.text());
    const known = { retryAfter: headers.get('retry-after'), requestId: headers.get('request-id') };
    return { kind: 'answered', status, body, ...headersOf(known, now()) };
  };

  return {
    get: (token, path, signal) => once(token, path, signal, (request) => request.get()),
    post: (token, path, body, signal) => once(token, path, signal, (request) => request.post(body)),
    patch: (token, path, body, signal) => once(token, path, signal, (request) => request.patch(body)),
    pathOf(nextLink) {
      if (!URL.canParse(nextLink)) return undefined;
      const link = new URL(nextLink);
      const rest = `${link.pathname}${link.search}`;
      // The client takes anything that holds `https://` for an address and would read its path differently.
      if (link.origin !== origin || !rest.startsWith(`/${VERSION}/`) || rest.includes('https://')) return undefined;
      return rest.slice(VERSION.length + 1);
    },
  };
}

type Ask = (request: ReturnType<Client['api']>) => Promise<unknown>;
type Send = (address: string, init: RequestInit) => Promise<Response>;

/**
 * The chain's only link: the token goes to the configured origin alone. The stock handler drops it over http, which the sandbox needs;
 * one that always added it would hand it to whatever host a link names (S-18, seen to happen).
 */
function withBearer(origin: string, token: string, send: Send): Middleware {
  return {
    async execute(context) {
      const address: unknown = context.request;
      if (typeof address !== 'string') throw new TypeError('The Graph client asked by something else than an address.');
      const headers = new Headers(context.options?.headers);
      headers.delete('authorization');
      if (new URL(address).origin === origin) headers.set('authorization', `Bearer ${token}`);
      context.response = await send(address, { ...context.options, headers });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
