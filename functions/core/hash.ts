import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one text of a value (RFC 8785: keys in code-unit order, no white space, `undefined` members left out), so that equal values hash alike.
 * Throws on what JSON cannot say (functions, symbols, non-finite numbers).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}

/** SHA-256 of a text, 64 lower-case hex digits. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 of a text in base64, as a content security policy names a style or script. */
export function sha256Base64(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** SHA-256 over the canonical JSON of a value: its content address and digest. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** HMAC-SHA256 of a text, base64url without padding (43 characters). */
export function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** HMAC-SHA256 of bytes, 64 lower-case hex digits. */
export function hmacHex(secret: string, bytes: Uint8Array): string {
  return createHmac('sha256', secret).update(bytes).digest('hex');
}

/** Compares two secrets in constant time, whatever their lengths. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
