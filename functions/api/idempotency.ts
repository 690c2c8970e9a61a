import { digestOf } from '../core/hash.ts';
import type { Ids } from '../core/ids.ts';
import { IdempotencyMismatch } from '../declarations/errors.ts';
import { IdempotencyKey } from './contract/ids.ts';
import { BadIdempotencyKey } from './errors.ts';
import type { Repeats } from './operation.ts';

/** The answer that a command got. */
export type KeptAnswer = { readonly fingerprint: string; readonly answer: unknown };

/** Answers by command id, kept for a day; what is kept under an id stays as it is. */
export type KeptAnswers = {
  find(commandId: string): Promise<KeptAnswer | undefined>;
  keep(commandId: string, kept: KeptAnswer): Promise<void>;
};

/** The key of a request, checked; undefined where none was given and none is needed, or where none is of use. Throws `BadIdempotencyKey`. */
export function keyOf(given: string | undefined, repeats: Repeats | undefined): string | undefined {
  if (repeats === undefined) return undefined;
  if (given === undefined) {
    if (repeats.key === 'welcome') return undefined;
    const message =
      'Send an Idempotency-Key of your choice, and the same one when you repeat the request: then it is done once.';
    throw new BadIdempotencyKey(message);
  }
  if (IdempotencyKey.safeParse(given).success) return given;
  throw new BadIdempotencyKey('An Idempotency-Key is 1 to 128 printable characters without spaces.');
}

/** What names a command: who, which route, about what, and the key; without a key it is one of its kind (S-08). */
export function commandIdOf(
  command: { readonly sub: string; readonly route: string; readonly params: unknown; readonly key: string | undefined },
  ids: Ids,
): string {
  const { sub, route, params, key } = command;
  return digestOf([sub, route, params, key ?? { once: ids.base32(26) }]);
}

/**
 * Runs a command once per id and fingerprint: a repeat gets the answer that was kept. Throws `IdempotencyMismatch` when the id came with
 * another fingerprint. Two at the same moment both run, so what is run has to bear that.
 */
export async function once(
  kept: KeptAnswers,
  { commandId, fingerprint }: { readonly commandId: string; readonly fingerprint: string },
  run: () => Promise<unknown>,
): Promise<unknown> {
  const earlier = await kept.find(commandId);
  if (earlier === undefined) {
    const answer = await run();
    await kept.keep(commandId, { fingerprint, answer });
    return answer;
  }
  if (earlier.fingerprint === fingerprint) return earlier.answer;
  throw new IdempotencyMismatch(
    'This Idempotency-Key came with another body before: use a new key for a new request.',
    { commandId },
  );
}
