import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** scrypt's N and r, which make 32 MB and about a tenth of a second; halves are random, so this guards against a weakness of theirs alone. */
const cost = { N: 32_768, r: 8, p: 1 } as const;

/** Cost, salt and hash of one half, such as `scrypt:32768:8:1:<salt>:<hash>`. */
const hashForm = /^scrypt:(\d{4,6}):(\d{1,2}):1:([\w-]{22,86}):([\w-]{43})$/;

const HalfHash = z
  .string()
  .regex(hashForm)
  .refine((text) => Number(text.split(':')[1]) <= 131_072, 'a cost that a function can bear');

/** What the secret `break-glass` holds: the set that it is of, and a hash of each half. */
export const StoredSet = z.strictObject({ set: z.string().min(1), halves: z.tuple([HalfHash, HalfHash]) });
export type StoredSet = z.infer<typeof StoredSet>;

/** The hash of a half in its plain form under a salt of its own; `N` is lower in tests alone. */
export async function hashOfHalf(half: string, N: number = cost.N): Promise<string> {
  const salt = randomBytes(16).toString('base64url');
  const hash = await derive(half, salt, { N, r: cost.r });
  return `scrypt:${N}:${cost.r}:1:${salt}:${hash.toString('base64url')}`;
}

/**
 * Whether two halves in their plain form are those of a stored set, in either order. Each is compared with both hashes whatever comes out, so
 * that the time taken says nothing of which one is wrong.
 */
export async function areHalvesOf([first, second]: readonly [string, string], { halves }: StoredSet): Promise<boolean> {
  const [a, b] = halves;
  const [straight, back, across, over] = [
    await matches(first, a),
    await matches(second, b),
    await matches(first, b),
    await matches(second, a),
  ];
  return [straight && back, across && over].includes(true);
}

async function matches(half: string, stored: string): Promise<boolean> {
  const [, N = '', r = '', salt = '', hash = ''] = hashForm.exec(stored) ?? [];
  const wanted = Buffer.from(hash, 'base64url');
  const given = await derive(half, salt, { N: Number(N), r: Number(r) });
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function derive(half: string, salt: string, { N, r }: { readonly N: number; readonly r: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node's own limit on memory is what this cost needs exactly, and a little more than that is asked for.
    scrypt(half, Buffer.from(salt, 'base64url'), 32, { N, r, p: 1, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
