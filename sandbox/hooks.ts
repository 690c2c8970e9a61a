import { createServer } from 'node:http';
import * as z from 'zod';
import type { District } from '../functions/calendar/district.ts';
import type { Hook } from '../functions/calendar/hooks.ts';
import { hookSecret } from '../functions/names.ts';
import { type FileSecrets, newRsaKey, publicPem, randomSecret } from './keys.ts';
import { close, listen } from './listen.ts';

/** How a hook is called: `secret` is what proves a webhook, for SNS the private key (PEM) that a message is signed with. */
export type HookAccess = { readonly id: string; readonly url: string; readonly secret: string };

const snsKey = 'sns-key';

const Kept = z.object({ current: z.string() });

/** Makes the secrets of the district's hooks on first use, and says how each is called. SNS has none as long as no topic is listed. */
export async function hookAccess(secrets: FileSecrets, { hooks }: District, apiUrl: string): Promise<HookAccess[]> {
  const accesses: HookAccess[] = [];
  for (const hook of hooks.filter(isOpen)) {
    const { id, vendor } = hook;
    const url = `${apiUrl}/v1/hooks/${vendor}`;
    if (vendor === 'sns') {
      accesses.push({ id, url, secret: await secrets.ensure(snsKey, newRsaKey) });
      continue;
    }
    const kept = await secrets.ensure(hookSecret(id), () => JSON.stringify({ current: randomSecret() }));
    const { current: secret } = Kept.parse(JSON.parse(kept));
    accesses.push({ id, url: vendor === 'statuspage' ? `${url}/${secret}` : url, secret });
  }
  return accesses;
}

const isOpen = (hook: Hook): boolean => hook.vendor !== 'sns' || hook.topics.length > 0;

/** Stands for the hosts of SNS certificates: at every address the public key that belongs to the sandbox's private one. */
export async function startSnsCertificates(
  secrets: FileSecrets,
  { hooks }: District,
): Promise<{ readonly url: string; close(): Promise<void> } | undefined> {
  if (!hooks.some((hook) => hook.vendor === 'sns' && isOpen(hook))) return undefined;
  const pem = publicPem(await secrets.ensure(snsKey, newRsaKey));
  const server = createServer((_request, response) => void response.writeHead(200).end(pem));
  const url = await listen(server, 0);
  return { url, close: () => close(server) };
}
