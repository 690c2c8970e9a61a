/** An answer was larger than anything the service sends. */
export class BodyTooLarge extends Error {}

/**
 * The text of an answer, decompressed and at most `limit` bytes of it: more throws `BodyTooLarge` before it is kept, whatever the
 * answer's headers say of its length.
 */
export async function boundedText(answer: Response, limit: number): Promise<string> {
  if (answer.body === null) return '';
  const body: ReadableStream<Uint8Array> = answer.body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw new BodyTooLarge(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return new TextDecoder().decode(whole);
}
