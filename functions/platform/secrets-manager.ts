import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from './platform.ts';

/** Secrets by name under a prefix (`bellwether/<district>/`). Values stay in memory for five minutes: rotation is seen soon enough. */
export function secretsManager(prefix: string, nowMs: () => number): Secrets {
  const client = new SecretsManagerClient({});
  const kept = new Map<string, { value: string; untilMs: number }>();
  return {
    get: async (name, options) => {
      const known = kept.get(name);
      if (options?.fresh !== true && known !== undefined && known.untilMs > nowMs()) return known.value;
      const { SecretString: value } = await client.send(new GetSecretValueCommand({ SecretId: `${prefix}${name}` }));
      if (value === undefined) throw new Error(`the secret ${name} has no text; put one (runbook: secrets)`);
      kept.set(name, { value, untilMs: nowMs() + 300_000 });
      return value;
    },
    put: async (name, value) => {
      await client.send(new PutSecretValueCommand({ SecretId: `${prefix}${name}`, SecretString: value }));
      kept.set(name, { value, untilMs: nowMs() + 300_000 });
    },
  };
}
