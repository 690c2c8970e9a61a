import type { Hook } from '../../calendar/hooks.ts';
import type { MachineMs } from '../../core/clock.ts';
import type { HookVendor } from '../../names.ts';
import type { HookMessage } from '../../triggers/hook-message.ts';
import type { HookReading } from '../../triggers/hook-reading.ts';
import { proveAlertmanager, readAlertmanager } from './alertmanager.ts';
import { ignored, jsonOf } from './body.ts';
import { proveCloudEvent, readCloudEvent } from './cloudevents.ts';
import { provePagerDuty, readPagerDuty } from './pagerduty.ts';
import type { HookRequest } from '../../triggers/hook-request.ts';
import type { HookSecrets } from './secrets.ts';
import { proveSns, readSns, type SnsProof } from './sns.ts';
import { proveStatuspage, readStatuspageHook } from './statuspage.ts';

/** What proving takes besides the request. */
export type ProofDeps = {
  /** Throws when there are none, or none of their form. */
  readonly secretsOf: (hookId: string) => Promise<HookSecrets>;
  readonly certificateAt: SnsProof['certificateAt'];
  readonly nowMs: () => MachineMs;
};

const proofs = {
  pagerduty: provePagerDuty,
  statuspage: proveStatuspage,
  alertmanager: proveAlertmanager,
  cloudevents: proveCloudEvent,
} as const satisfies Record<Exclude<HookVendor, 'sns'>, (request: HookRequest, secrets: HookSecrets) => boolean>;

/** The hook of the vendor whose proof a request carries; undefined: none. Throws when that cannot be told now. */
export async function proveHook(
  hooks: readonly Hook[],
  vendor: HookVendor,
  request: HookRequest,
  { secretsOf, certificateAt, nowMs }: ProofDeps,
): Promise<Hook | undefined> {
  for (const hook of hooks) {
    if (hook.vendor !== vendor) continue;
    const proven =
      hook.vendor === 'sns'
        ? await proveSns(request.body, { topics: hook.topics, certificateAt, nowMs: nowMs() })
        : proofs[hook.vendor](request, await secretsOf(hook.id));
    if (proven) return hook;
  }
  return undefined;
}

/** What a proven webhook says. Never throws, whatever the body is. */
export function readHook({ vendor, body, attributes }: HookMessage): HookReading {
  const bytes = Buffer.from(body, 'base64');
  switch (vendor) {
    case 'sns':
      return readSns(bytes);
    case 'cloudevents':
      return readCloudEvent(bytes, attributes);
    case 'pagerduty':
      return whole(bytes, readPagerDuty);
    case 'statuspage':
      return whole(bytes, readStatuspageHook);
    case 'alertmanager':
      return whole(bytes, readAlertmanager);
  }
}

function whole(bytes: Uint8Array, read: (json: unknown) => HookReading): HookReading {
  const json = jsonOf(bytes);
  return json === undefined ? ignored('it is no JSON in UTF-8: cut short, or compressed') : read(json);
}
