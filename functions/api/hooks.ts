import type { CalendarClock } from '../core/clock.ts';
import { hookRoutes, hookVendors, type HookVendor } from '../names.ts';
import type { HookMessage } from '../triggers/hook-message.ts';
import type { HookRequest } from '../triggers/hook-request.ts';
import type { ApiLog } from './app.ts';
import { BodyTooLarge, NotFound, Unauthenticated, Unavailable, UnsupportedMediaType } from './errors.ts';
import type { HttpAnswer, HttpEvent } from './lambda.ts';
import { matchPath } from './match-path.ts';
import { problemOf } from './problem.ts';

/** What taking webhooks in needs from outside. */
export type HookServices = {
  /** The hook of this vendor whose proof the request carries. Rejects when that cannot be told now. */
  prove(vendor: HookVendor, request: HookRequest): Promise<{ readonly id: string } | undefined>;
  /** Whether the form of a proven request is one that is read: whoever sends another has to hear of it. */
  isReadable(vendor: HookVendor, request: HookRequest): boolean;
  /** Resolves when the message is kept. */
  queue(message: HookMessage): Promise<void>;
};

export type HookFunctionDeps = {
  readonly services: HookServices;
  readonly calendar: CalendarClock;
  readonly log: ApiLog & {
    warn(words: string, fields: { readonly provider: string; readonly requestId: string }): void;
  };
};

/** No vendor sends more: PagerDuty's largest has 256 KB. */
const maxBytes = 262_144;
/** Headers of an event in binary mode; more of them name no incident. */
const mostAttributes = 40;

const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/**
 * Webhooks as API Gateway hands them over: proven on the raw bytes before anything of them is read, answered 202 when they are kept in the
 * queue. A vendor gives up at 4xx, so that is for what no repetition would mend; what we cannot tell now is 503 (S-22).
 */
export function hooksFunction(
  deps: HookFunctionDeps,
): (event: HttpEvent, invocation: { readonly awsRequestId: string }) => Promise<HttpAnswer> {
  return async (event, { awsRequestId: requestId }) => {
    try {
      await takeIn(event, deps, requestId);
      return answer(202, {}, { 'x-request-id': requestId });
    } catch (error) {
      const problem = problemOf(error, requestId);
      const { status } = problem;
      if (status >= 500) {
        const name = error instanceof Unavailable && error.cause instanceof Error ? error.cause.name : 'unknown';
        deps.log.error('a webhook could not be taken in', { requestId, route: 'hooks', error: name });
      }
      const type = { 'content-type': 'application/problem+json', 'x-request-id': requestId };
      return answer(status, problem.body, { ...problem.headers, ...type });
    }
  };
}

async function takeIn(
  event: HttpEvent,
  { services, calendar, log }: HookFunctionDeps,
  requestId: string,
): Promise<void> {
  const { vendor, pathSecret } = addressOf(event);
  const body = bytesOf(event);
  if (body.length > maxBytes) throw new BodyTooLarge('A webhook may have 256 KiB: send less.', { maxBytes });
  const queryToken = new URLSearchParams(event.rawQueryString).get('access_token') ?? undefined;
  const request: HookRequest = {
    headers: event.headers,
    body,
    ...(pathSecret === undefined ? {} : { pathSecret }),
    ...(queryToken === undefined ? {} : { queryToken }),
  };
  const hook = await orUnavailable(services.prove(vendor, request));
  if (hook === undefined) {
    log.warn('a webhook without its proof was refused', { provider: vendor, requestId });
    throw new Unauthenticated('The proof of this webhook does not hold: compare its secret with the one kept here.');
  }
  if (!services.isReadable(vendor, request))
    throw new UnsupportedMediaType('Send a CloudEvent in structured or binary JSON, one at a time, not compressed.', {
      expected: 'application/cloudevents+json',
    });
  await orUnavailable(
    services.queue({
      hookId: hook.id,
      vendor,
      receivedAt: calendar.now().toString(),
      body: Buffer.from(body).toString('base64'),
      attributes: vendor === 'cloudevents' ? attributesOf(event.headers) : {},
    }),
  );
}

/** The vendor of an address, and the secret that is a part of it. */
function addressOf({ rawPath, requestContext }: HttpEvent): { vendor: HookVendor; pathSecret?: string } {
  const { method } = requestContext.http;
  const isServed = hookRoutes.some((route) => route.method === method && matchPath(route.path, rawPath));
  const [, , , name, pathSecret] = rawPath.split('/');
  const vendor = hookVendors.find((one) => one === name);
  if (!isServed || vendor === undefined) throw new NotFound('No webhook is taken at this address.');
  return { vendor, ...(pathSecret === undefined ? {} : { pathSecret }) };
}

function bytesOf({ body = '', isBase64Encoded }: HttpEvent): Uint8Array {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

function attributesOf(given: HttpEvent['headers']): Record<string, string> {
  const wanted = Object.entries(given).flatMap(([name, value]): [string, string][] =>
    (name === 'content-type' || /^ce-[a-z0-9]{1,60}$/.test(name)) && value !== undefined && value.length <= 4_000
      ? [[name, value]]
      : [],
  );
  return Object.fromEntries(wanted.slice(0, mostAttributes));
}

async function orUnavailable<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (cause) {
    throw new Unavailable('The webhook could not be taken in: send it again.', {}, { cause });
  }
}

function answer(statusCode: number, body: unknown, more: Readonly<Record<string, string>>): HttpAnswer {
  return { statusCode, headers: { ...headers, ...more }, body: JSON.stringify(body), isBase64Encoded: false };
}
