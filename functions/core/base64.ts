/**
 * The bytes of a base64 text; undefined unless it is the one spelling that `toString('base64')` gives. Decoders pass over foreign characters
 * and unused bits at the end, so a signature could be changed in the record and still decode to the same bytes.
 */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
