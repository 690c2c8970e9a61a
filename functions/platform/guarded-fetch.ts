/** A request was about to leave for another origin than the one configured: it was not made (S-18). */
export class ForeignAddress extends Error {
  override readonly name = 'ForeignAddress';

  constructor(origin: string) {
    super(`Only ${origin} may be asked here: an address elsewhere was refused.`);
  }
}

/** A configured address would send credentials in the clear. */
export class InsecureAddress extends Error {
  override readonly name = 'InsecureAddress';

  constructor(origin: string) {
    super(`${origin} is neither https nor loopback: set an https address.`);
  }
}

/** An answer was longer than anything its vendor documents; the rest of it was not read. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/** Whether an address is exactly this machine's own, without credentials in it. */
export function isLoopback(address: string): boolean {
  const { hostname, username, password } = new URL(address);
  return loopbackHosts.includes(hostname) && username === '' && password === '';
}

const mebibyte = 1024 * 1024;

/**
 * A `fetch` for requests that carry credentials. It asks the origin of `base` and no other (else `ForeignAddress`, and nothing leaves),
 * follows no redirect (the 3xx is the answer), and resolves only with the whole body, at most `maxBytes` of it after decompression:
 * so a cut connection is a failure here, not later, and no unread body holds a socket. Throws `InsecureAddress` for a `base` that is
 * neither https nor loopback.
 */
export function guardedFetch(base: string, maxBytes = 8 * mebibyte): typeof fetch {
  const { origin, protocol } = new URL(base);
  if (protocol !== 'https:' && !isLoopback(base)) throw new InsecureAddress(origin);
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input);
    if (address.origin !== origin) throw new ForeignAddress(origin);
    return whole(await fetch(input, { ...init, redirect: 'manual' }), maxBytes);
  };
}

/** Statuses whose answers have no body by definition; `Response` refuses to be made with one. */
const bodiless = [204, 205, 304];

async function whole(answer: Response, maxBytes: number): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = answer.body ?? [];
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AnswerTooLarge(`An answer was longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  const body = bodiless.includes(answer.status) ? null : Buffer.concat(chunks);
  return new Response(body, { status: answer.status, headers: answer.headers });
}
