import * as z from 'zod';
import { equalSecrets } from '../../core/hash.ts';
import type { HookRequest } from '../../triggers/hook-request.ts';

/** Too short a secret is a word that can be guessed. */
const SecretText = z.string().min(16).max(400);

/** What a hook's secret holds: two are valid while they are changed at the vendor (S-22). */
export const HookSecrets = z.strictObject({ current: SecretText, previous: SecretText.optional() });
export type HookSecrets = z.infer<typeof HookSecrets>;

/** Whether a given text is one of a hook's secrets, in constant time. */
export function isSecret(given: string | undefined, { current, previous }: HookSecrets): boolean {
  if (given === undefined) return false;
  const matches = [current, previous].map((secret) => secret !== undefined && equalSecrets(given, secret));
  return matches.includes(true);
}

/** The token of an `Authorization: Bearer` header. Two such headers are none: whose would it be? */
export function bearerOf({ headers }: HookRequest): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,400})$/i.exec(headers['authorization'] ?? '')?.[1];
}
