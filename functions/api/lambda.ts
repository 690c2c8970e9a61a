import { MalformedBody } from './errors.ts';
import type { App } from './app.ts';
import { problemOf } from './problem.ts';
import { json } from './serve.ts';

/** The part of API Gateway's event (HTTP API, payload 2.0) that an app needs. */
export type HttpEvent = {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
};

/** What API Gateway makes a response of. */
export type HttpAnswer = { statusCode: number; headers: Record<string, string>; body: string; isBase64Encoded: false };

/**
 * An app as a Lambda function behind API Gateway. Hono's own adapter wants the whole of Lambda's event and context and is on its way out;
 * of all it can do we need the twenty lines below: our answers are texts, without cookies.
 */
export function lambdaHandler(
  app: App,
): (event: HttpEvent, invocation: { readonly awsRequestId: string }) => Promise<HttpAnswer> {
  return async (event, { awsRequestId: requestId }) => {
    const request = requestOf(event);
    const response = request === undefined ? unreadable(requestId) : await app.fetch(request, { requestId });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      isBase64Encoded: false,
    };
  };
}

/** Undefined where it is no request at all: a method that is forbidden to use, a body that is not what it is said to be. */
function requestOf({
  rawPath,
  rawQueryString,
  headers,
  body,
  isBase64Encoded,
  requestContext,
}: HttpEvent): Request | undefined {
  const { method } = requestContext.http;
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  try {
    const given = Object.entries(headers).map(([name, value]): [string, string] => [name, ascii(value ?? '')]);
    const hasBody = body !== undefined && body !== '' && method !== 'GET' && method !== 'HEAD';
    const bytes = hasBody ? { body: isBase64Encoded ? decoded(body) : body } : {};
    return new Request(`https://api${rawPath}${query}`, { method, headers: given, ...bytes });
  } catch {
    return undefined;
  }
}

function unreadable(requestId: string): Response {
  const { status, body } = problemOf(
    new MalformedBody('The request cannot be read: check its method, headers and body.'),
    requestId,
  );
  return json(body, status, { 'content-type': 'application/problem+json' });
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** Header values are bytes to Fetch; what a client sent beyond ASCII stays distinct and harms nothing. */
function ascii(value: string): string {
  return /^[\x20-\x7e\t]*$/.test(value) ? value : encodeURIComponent(value.toWellFormed());
}
