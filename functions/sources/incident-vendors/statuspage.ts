import * as z from 'zod';
import type { HookReading } from '../../triggers/hook-reading.ts';
import { ignored } from './body.ts';
import type { HookRequest } from '../../triggers/hook-request.ts';
import { type HookSecrets, isSecret } from './secrets.ts';

/** Whether the address carries the hook's secret: Statuspage signs nothing and cannot send a header (facts: tools-and-incidents.md, 2.6). */
export function proveStatuspage({ pathSecret }: HookRequest, secrets: HookSecrets): boolean {
  return isSecret(pathSecret, secrets);
}

const Message = z.object({
  page: z.object({ id: z.string().min(1).max(200) }),
  component_update: z.unknown().optional(),
  incident: z.unknown().optional(),
});

/** That a page says it changed. Nothing else of it is believed: the page is read at the district file's own address. */
export function readStatuspageHook(json: unknown): HookReading {
  const message = Message.safeParse(json);
  if (!message.success) return ignored('it is no message of a Statuspage');
  const { page, component_update: component, incident } = message.data;
  if (component === undefined && incident === undefined) return ignored('it is neither a component nor an incident');
  return { kind: 'look-again', labels: { page: [page.id] } };
}
