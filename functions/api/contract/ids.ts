import * as z from 'zod';

/** A declaration's id as it stands in addresses: `d-` and base32 characters. */
export const DeclarationId = z.string().regex(/^d-[a-z0-9]{3,32}$/, 'a declaration id such as d-8k2m4xw0qa');

/** A proposal's id: a hash of its first signal's key. */
export const ProposalId = z.string().regex(/^[a-z0-9-]{4,64}$/, 'a proposal id of hexadecimal digits');

/** A delivery's id: it locates its notice and cannot be guessed (DELIVERY 4). */
export const DeliveryId = z
  .string()
  .regex(/^[a-z0-9]{10}\.[A-Za-z0-9_-]{22}$/, 'a delivery id such as the reference line of a post holds it');

/** What was seen: SHA-256 in hexadecimal. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'a digest: 64 hexadecimal digits, as a preview answers it');

/** An Idempotency-Key: 1 to 128 printable ASCII characters, by the caller's choice. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,128}$/, '1 to 128 printable characters without spaces');
