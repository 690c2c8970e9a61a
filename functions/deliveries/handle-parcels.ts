import { checkChannel, type CheckDeps } from './check-channel.ts';
import { CheckMessage } from './check-message.ts';
import { deliverParcel } from './deliver-parcel.ts';
import { eachMessage, type Handle } from './each-message.ts';
import { ParcelMessage } from './parcel.ts';
import type { BatchAnswer } from './ports.ts';
import type { WorkerDeps } from './worker-deps.ts';

/**
 * A channel's worker on its queues. A message that fails comes again and counts as a crash; one whose parcel waits was sent again with a
 * delay and is gone. A message that asks for a self-check has it made. One that cannot be read fails until it is a dead letter; it never
 * stops the others.
 */
export function handleParcelMessages(deps: WorkerDeps & CheckDeps): Handle<BatchAnswer> {
  return (event, invocation) =>
    eachMessage(event, deps.report, async (body) => {
      const check = CheckMessage.safeParse(body);
      if (check.success) await checkChannel(deps, check.data, invocation);
      else await deliverParcel(deps, ParcelMessage.parse(body), invocation);
    });
}
