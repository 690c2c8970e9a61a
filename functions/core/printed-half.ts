import * as z from 'zod';
import { sha256 } from './hash.ts';
import type { Ids } from './ids.ts';

/** Characters that carry the secret (5 bits each), and those that tell a misread one before it costs a try. */
const length = { secret: 18, check: 2 } as const;

const malformed = 'this is no printed half: it has four groups of five characters; compare it with the paper';

/**
 * One half of a break-glass set as somebody types it from paper: case, spaces and hyphens do not matter, and `o` is read as `0`, which looks the
 * same. What comes out is the plain form that was hashed.
 */
export const PrintedHalf = z
  .string()
  .max(60, malformed)
  .transform((typed) => typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0'))
  .refine(isWhole, malformed);

/** A new half in its plain form: 90 random bits and two characters that check them. */
export function newHalf(ids: Ids): string {
  const secret = ids.base32(length.secret);
  return secret + checkOf(secret);
}

/** A half as it is printed, `abcde-fghjk-…`. */
export function printed(half: string): string {
  return (half.match(/.{1,5}/g) ?? []).join('-');
}

function isWhole(plain: string): boolean {
  if (plain.length !== length.secret + length.check) return false;
  return plain.slice(length.secret) === checkOf(plain.slice(0, length.secret));
}

/** Hexadecimal digits without `1`, which on paper looks like a letter. */
function checkOf(secret: string): string {
  return sha256(secret).replaceAll('1', '').slice(0, length.check);
}
