import { randomUUID } from 'node:crypto';

/** A refusal of Microsoft Graph: its status, its code and a sentence. `retryAfter` in seconds goes into the header. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: 400 | 401 | 403 | 404 | 413 | 429;
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(status: GraphRefusal['status'], code: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The error body of Microsoft Graph. */
export type GraphErrorBody = {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly innerError: Readonly<Record<string, string>>;
  };
};

/** The wire shape of a refusal at `now` (milliseconds since 1970). */
export function graphErrorBody(status: number, code: string, message: string, now: number): GraphErrorBody {
  const id = randomUUID();
  const ids = { date: new Date(now).toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id };
  return { error: { code, message, innerError: status === 429 ? { code: '429', ...ids } : ids } };
}

const CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'],
  403: ['Forbidden', 'Forbidden'],
  429: ['TooManyRequests', 'Please retry again later.'],
  502: ['BadGateway', ''],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
  504: ['GatewayTimeout', 'The server did not answer in time.'],
};

/** The body of an error that is the vendor's own fault, or a fault rule's. */
export function graphErrorFor(status: number, now: number): GraphErrorBody {
  const [code, message] = CODES[status] ?? ['InternalServerError', 'Internal server error.'];
  return graphErrorBody(status, code, message, now);
}
