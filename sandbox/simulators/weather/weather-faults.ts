import type { Context } from 'hono';
import { hang, reset, truncate } from '../vendor/cut-wire.ts';
import type { WireEnv } from '../vendor/http-server.ts';

/** How the weather service may fail (facts: weather.md, 1.2 and 2). It fails for every request until told otherwise. */
export type WeatherFault =
  /** The content network's refusal page. */
  | { readonly kind: 'html-403' }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** 200, and bytes that are no JSON. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** 200 with JSON that has no features. */
  | { readonly kind: 'malformed-200' }
  /** 200 with features of which none is an alert. */
  | { readonly kind: 'unreadable-alerts' }
  /** A body of so many bytes; default 10 MB. */
  | { readonly kind: 'oversized'; readonly bytes?: number }
  /** 200 without features, last updated days ago: looks like an all-clear and is none. */
  | { readonly kind: 'empty-stale' }
  | { readonly kind: 'redirect'; readonly location: string };

/** What a fault needs to know of the answer it spoils. */
export type SpoiledAnswer = {
  /** The collection that would have been right, as JSON text. */
  readonly right: () => string;
  /** A collection without features, last updated at a time in milliseconds since 1970. */
  readonly emptyAt: (time: number) => string;
  readonly now: number;
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal;
};

const STALE_MS = 3 * 24 * 3600 * 1000;
const GEO_JSON = 'application/geo+json';

/** The content network's page for a request it does not like. */
export const ACCESS_DENIED =
  "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\nYou don't have permission to access this resource on this server.\n</BODY>\n</HTML>\n";

/** Answers a request as `fault` says. */
export async function failingAnswer(
  fault: WeatherFault,
  c: Context<WireEnv>,
  answer: SpoiledAnswer,
): Promise<Response> {
  const ok = (body: string): Response => new Response(body, { headers: { 'content-type': GEO_JSON } });
  switch (fault.kind) {
    case 'html-403':
      return c.html(ACCESS_DENIED, 403);
    case 'status':
      return new Response(
        JSON.stringify({
          type: 'https://api.weather.gov/problems/UnexpectedProblem',
          title: 'Unexpected Problem',
          status: fault.status,
          detail: 'An unexpected problem has occurred.',
        }),
        { status: fault.status, headers: { 'content-type': 'application/problem+json' } },
      );
    case 'garbage':
      return ok('\u0000\u001f\u008b not JSON at all {"features": [');
    case 'malformed-200':
      return ok(JSON.stringify({ type: 'FeatureCollection', title: 'Current watches, warnings, and advisories' }));
    case 'unreadable-alerts':
      return ok(JSON.stringify({ type: 'FeatureCollection', features: [null, {}, { properties: { sent: 'soon' } }] }));
    case 'oversized':
      return ok(`{"type":"FeatureCollection","features":["${'x'.repeat(fault.bytes ?? 10_000_000)}"]}`);
    case 'empty-stale':
      return ok(answer.emptyAt(answer.now - STALE_MS));
    case 'redirect':
      return c.redirect(fault.location, 302);
    case 'truncated':
      return truncate(c, ok(answer.right()));
    case 'hang':
      return hang(c, answer.closing);
    case 'reset':
      return reset(c);
  }
}
