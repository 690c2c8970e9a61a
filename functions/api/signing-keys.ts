import * as z from 'zod';
import type { MachineClock, MachineMs } from '../core/clock.ts';
import { Unavailable } from './errors.ts';

/** The issuer's public keys as it publishes them (RFC 7517). */
export const SigningKeys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });
export type SigningKeys = z.infer<typeof SigningKeys>;

export type SigningKeysDeps = {
  /** Reads the configured JWKS address and nothing else; rejects when it cannot. */
  readonly fetchKeys: () => Promise<unknown>;
  readonly clock: MachineClock;
};

/** Keys are read again after this long; a key that is not among them asks sooner, but not more often than `shortestMs`. */
const freshMs = 10 * 60_000;
const shortestMs = 30_000;
/** An issuer that cannot be reached must not keep a district from speaking: the last good keys serve this long (S-08). */
const lastGoodMs = 24 * 60 * 60_000;

/** The issuer's keys, kept between calls. */
export type KeySource = {
  /** With `missed` a key was not among the last ones. Throws `Unavailable` when there are none. */
  keys(options?: { readonly missed: boolean }): Promise<SigningKeys>;
};

/** Reads the keys when they are needed, one reading at a time. */
export function keySource({ fetchKeys, clock }: SigningKeysDeps): KeySource {
  let last: { readonly keys: SigningKeys; readonly atMs: MachineMs } | undefined;
  let triedMs = -Infinity;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    triedMs = clock.now();
    try {
      last = { keys: SigningKeys.parse(await fetchKeys()), atMs: clock.now() };
    } catch {
      // What failed does not matter here: the last good keys serve, or their absence is reported below.
    } finally {
      reading = undefined;
    }
  };

  return {
    async keys({ missed } = { missed: false }) {
      const now = clock.now();
      const isOld = last === undefined || now - last.atMs > freshMs || missed;
      if (isOld && (last === undefined || now - triedMs > shortestMs)) await (reading ??= read());
      if (last !== undefined && clock.now() - last.atMs <= lastGoodMs) return last.keys;
      throw new Unavailable(
        'The keys of the sign-in service cannot be read, so no token can be checked: try again in a minute.',
      );
    },
  };
}
