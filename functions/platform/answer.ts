import type { MachineMs } from '../core/clock.ts';

/**
 * What one HTTP attempt came to, without anything that must not be kept: an answer, whole, or silence. `left` is false when it is
 * certain that no byte of the request reached the vendor.
 */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Parsed JSON; text or nothing where the body is not JSON. For the channel's schemas only, never for a reason or a log. */
      readonly body: unknown;
      readonly retryAfterMs?: number;
      /** The vendor's own name for the request, for its support. */
      readonly requestId?: string;
    }
  | { readonly kind: 'silent'; readonly left: boolean; readonly why: string };

/** Before the time is up nothing is begun: what was asked for did not happen. */
export const outOfTime: Answer = { kind: 'silent', left: false, why: 'there was no time left to ask' };

/** Errors of name look-up, connecting and TLS handshake: the request itself was never written. */
const neverLeft: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name was not found',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'it refused the connection',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  UND_ERR_CONNECT_TIMEOUT: 'it could not be reached in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for somebody else',
  ForeignAddress: 'the address is not the configured one',
};

/** The silence that a thrown error stands for. Errors of vendors' clients wrap each other; the innermost ones say what happened. */
export function silenceOf(error: unknown): Answer {
  const words = causesOf(error).flatMap(({ code, name }) => [code, name]);
  const known = words.find((word) => neverLeft[word] !== undefined);
  if (known !== undefined) return { kind: 'silent', left: false, why: neverLeft[known] ?? known };
  const late = words.includes('TimeoutError') || words.includes('AbortError');
  return { kind: 'silent', left: true, why: late ? 'no answer came in time' : 'the connection was lost' };
}

/** Runs one attempt; whatever it throws is silence. */
export async function attempt(signal: AbortSignal, ask: () => Promise<Answer>): Promise<Answer> {
  if (signal.aborted) return outOfTime;
  try {
    return await ask();
  } catch (error) {
    return silenceOf(error);
  }
}

/** The members of an answer that come from its headers, as far as they are there and of their known form. */
export function headersOf(
  headers: { readonly retryAfter?: unknown; readonly requestId?: unknown },
  nowMs: MachineMs,
): { retryAfterMs?: number; requestId?: string } {
  const retryAfterMs = readRetryAfter(headers.retryAfter, nowMs);
  const { requestId } = headers;
  return {
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(typeof requestId === 'string' && /^[\w-]{1,64}$/.test(requestId) && { requestId }),
  };
}

/** `Retry-After` as milliseconds from now: it is seconds or an HTTP date (RFC 9110, 10.2.3). */
function readRetryAfter(value: unknown, nowMs: MachineMs): number | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

type Cause = { readonly code: string; readonly name: string };

function causesOf(error: unknown): Cause[] {
  const found: Cause[] = [];
  for (let at = error; at instanceof Error && found.length < 8; at = at.cause) {
    found.push({ code: 'code' in at && typeof at.code === 'string' ? at.code : '', name: at.name });
  }
  return found;
}
