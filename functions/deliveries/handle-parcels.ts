import { deliverParcel } from './deliver-parcel.ts';
import { eachMessage, type Handle } from './each-message.ts';
import { ParcelMessage } from './parcel.ts';
import type { BatchAnswer } from './ports.ts';
import type { WorkerDeps } from './worker-deps.ts';

/**
 * A channel's worker on its queues. A message that fails comes again and counts as a crash; one whose parcel waits was sent again with a
 * delay and is gone. A message that cannot be read fails until it is a dead letter; it never stops the others.
 */
export function handleParcelMessages(deps: WorkerDeps): Handle<BatchAnswer> {
  return (event, invocation) =>
    eachMessage(event, deps.report, async (body) => {
      await deliverParcel(deps, ParcelMessage.parse(body), invocation);
    });
}
