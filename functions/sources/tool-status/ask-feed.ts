import { guardedFetch } from '../../platform/guarded-fetch.ts';
import { silenceOf } from '../../platform/answer.ts';

/** What a feed answered: JSON of whatever shape, or why there is none. */
export type FeedAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly why: string; readonly status?: number };

export type AskFeed = {
  readonly httpTimeoutMs: number;
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
};

/** No status page sends more. */
export const pageBytes = 1024 * 1024;

/**
 * Asks a feed once. Whatever is no JSON with status 200 is why nothing is known: a page of HTML, an error, a redirect (never followed:
 * pages that were given up redirect), an answer that is too long, cut short or too late. Never throws.
 */
export async function askFeed(url: string, { httpTimeoutMs, maxBytes, headers = {} }: AskFeed): Promise<FeedAnswer> {
  try {
    const ask = guardedFetch(url, maxBytes);
    const signal = AbortSignal.timeout(httpTimeoutMs);
    const answer = await ask(url, { headers: { accept: 'application/json', ...headers }, signal });
    const { status } = answer;
    if (status >= 300 && status < 400)
      return { ok: false, status, why: 'it redirects, as a page does that was given up' };
    if (status !== 200) return { ok: false, status, why: `it answered ${status}` };
    const body = jsonOf(await answer.text());
    return body === undefined ? { ok: false, why: 'it answered something that is no JSON' } : { ok: true, body };
  } catch (error) {
    return { ok: false, why: whyOf(error, maxBytes) };
  }
}

function whyOf(error: unknown, maxBytes: number): string {
  if (error instanceof Error && error.name === 'AnswerTooLarge') return `it answered more than ${maxBytes} bytes`;
  const silence = silenceOf(error);
  return silence.kind === 'silent' ? silence.why : 'it could not be asked';
}

function jsonOf(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed ?? undefined;
  } catch {
    return undefined;
  }
}
