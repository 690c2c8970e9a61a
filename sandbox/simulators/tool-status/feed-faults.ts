import type { Context } from 'hono';
import { hang, reset, truncate } from '../vendor/cut-wire.ts';
import type { WireEnv } from '../vendor/http-server.ts';

/** How a status page may fail; for every request until told otherwise. */
export type FeedFault =
  | { readonly kind: 'html' }
  /** A page that was given up asks for a sign-in (401), or is gone. */
  | { readonly kind: 'status'; readonly status: 401 | 404 | 500 | 503 }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'empty' }
  /** JSON of another shape. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'oversized'; readonly bytes?: number }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

const PAGE = '<!DOCTYPE html><html><head><title>Status</title></head><body>All systems operational</body></html>';

/** Answers a request as `fault` says; `right` is what a well page would have sent. */
export async function failingFeed(
  fault: FeedFault,
  c: Context<WireEnv>,
  right: () => Response,
  closing: AbortSignal,
): Promise<Response> {
  const ok = (body: string, type = 'application/json'): Response =>
    new Response(body, { headers: { 'content-type': type } });
  switch (fault.kind) {
    case 'html':
      return ok(PAGE, 'text/html');
    case 'status':
      return new Response(JSON.stringify({ error: 'no' }), { status: fault.status });
    case 'garbage':
      return ok('\u0000\u001f\u008b {"status": ');
    case 'empty':
      return ok('');
    case 'malformed':
      return ok('{"page":{},"components":"none"}');
    case 'oversized':
      return ok(`["${'x'.repeat(fault.bytes ?? 10_000_000)}"]`);
    case 'redirect':
      return c.redirect(fault.location, 302);
    case 'truncated':
      return truncate(c, right());
    case 'hang':
      return hang(c, closing);
    case 'reset':
      return reset(c);
  }
}
