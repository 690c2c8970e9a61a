/** Where identifiers come from; tests and stories pass a seeded source. */
export type Ids = {
  /** `length` characters of lower-case base32 without look-alikes (5 bits each). */
  base32(length: number): string;
};

const alphabet = 'abcdefghjkmnpqrstuvwxyz023456789';

/** Identifiers from a source of random bytes. */
export function idsFrom(randomBytes: (count: number) => Uint8Array): Ids {
  return {
    base32: (length) => Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % alphabet.length)).join(''),
  };
}

/** Identifiers from the platform's cryptographic randomness. */
export const randomIds: Ids = idsFrom((count) => crypto.getRandomValues(new Uint8Array(count)));
