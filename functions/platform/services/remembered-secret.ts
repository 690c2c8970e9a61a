import type { Secrets } from '../platform.ts';

/** A secret that never changes while a process lives. */
export function rememberedSecret(secrets: Secrets, name: string): () => Promise<string> {
  let value: Promise<string> | undefined;
  return () => {
    value ??= secrets.get(name).catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}
