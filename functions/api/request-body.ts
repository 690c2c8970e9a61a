import { BodyTooLarge, MalformedBody, UnsupportedMediaType } from './errors.ts';

/** Bodies are at most this long (CONTRACT 5). */
const maxBodyBytes = 1_048_576;

/** What bodies are: JSON, but for the roster's file. */
export type MediaType = 'application/json' | 'text/csv';

type Readable = { arrayBuffer(): Promise<ArrayBuffer>; header(name: string): string | undefined };

/** The body as text or as what its JSON says; without one `{}`, so that a schema lists what is missing. */
export async function readBody(request: Readable, media: MediaType): Promise<unknown> {
  const bytes = await request.arrayBuffer();
  // What a Content-Length says is not asked: API Gateway has read the whole body already.
  if (bytes.byteLength > maxBodyBytes) {
    throw new BodyTooLarge('A body may have 1 MiB: send less.', { maxBytes: maxBodyBytes });
  }
  if (bytes.byteLength === 0) return media === 'text/csv' ? '' : {};
  const given = (request.header('content-type') ?? 'none').replace(/;.*/s, '').trim().toLowerCase();
  if (given !== media) {
    throw new UnsupportedMediaType(`The body's type is ${given.slice(0, 80)}: send Content-Type: ${media}.`, {
      expected: media,
    });
  }
  const text = decoded(bytes);
  return media === 'text/csv' ? text : parsed(text);
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new MalformedBody('The body is no UTF-8 text: send it in UTF-8.', {}, { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MalformedBody(
      'The body is no JSON: look for a missing comma, quote or bracket and send it again.',
      {},
      { cause },
    );
  }
}
