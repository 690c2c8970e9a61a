import { type DeadLetterDeps, recordDeadLetter } from './dead-letters.ts';
import { eachMessage, type Handle } from './each-message.ts';
import { CheckMessage } from './check-message.ts';
import { ParcelMessage } from './parcel.ts';
import type { BatchAnswer } from './ports.ts';

/** A channel's dead-letter queue: the parcel is recorded; a message that names none is reported and dropped. */
export function handleDeadLetters(deps: DeadLetterDeps): Handle<BatchAnswer> {
  return (event) =>
    eachMessage(event, deps.report, async (body) => {
      const message = ParcelMessage.safeParse(body);
      if (message.success) await recordDeadLetter(deps, message.data);
      // A check that crashed its worker: the tick asks for another one.
      else if (CheckMessage.safeParse(body).success) deps.report('channel-unchecked', {});
      else deps.report('dead-letter-unreadable', {});
    });
}
