import type { Clocks } from '../core/clock.ts';
import { Conflict } from '../core/errors.ts';
import type { DeclarationState } from '../declarations/state.ts';
import type { Target } from '../roster/roster.ts';
import { advance } from './advance.ts';
import { deliveryIdOf, noticeIdOf } from './delivery-id.ts';
import type { Delivery, EntryRef } from './delivery.ts';
import { DeliveryUnknown, NotRetryable } from './errors.ts';
import { gateOf } from './gate.ts';
import { inFlight } from './in-flight.ts';
import type { ListDeps } from './list-deliveries.ts';
import type { Parcel } from './parcel.ts';
import type { Declarations, DeliveryStore, ParcelQueue, ParcelStore } from './ports.ts';
import { reopen } from './reopen.ts';
import { targetsOf } from './targets-of.ts';

export type RetryDeps = ListDeps & {
  readonly clocks: Clocks;
  readonly declarations: Declarations;
  readonly parcels: ParcelStore;
  readonly deliveries: DeliveryStore;
  readonly queue: ParcelQueue;
};

/**
 * Takes up one delivery again because a person asks: it is looked for first, then posted. Throws `DeliveryUnknown`, or `NotRetryable` for
 * what was sent, superseded or has expired, and for an attempt that is under way; the same gate as every attempt applies (S-05).
 */
export async function retryDelivery(deps: RetryDeps, state: DeclarationState, deliveryId: string): Promise<void> {
  const { parcel, targetId } = await found(deps, state, deliveryId);
  const reading = await deps.declarations.read(parcel.entry, parcel);
  const nowMs = deps.clocks.machine.now();
  const gate = reading && gateOf(reading, { ms: nowMs, calendar: deps.clocks.calendar.now() });
  if (gate?.kind === 'superseded' || gate?.kind === 'expired') throw refusal(deliveryId, gate.reason);
  const [row] = await deps.deliveries.ofTargets(parcel.entry, parcel.channel, [targetId]);
  const again = row && retried(row, nowMs);
  if (again !== undefined && !(await deps.deliveries.put(again))) {
    throw new Conflict('A worker is at this delivery just now: look at it again in a minute.', { deliveryId });
  }
  await reopen(deps.parcels, parcel.entry, parcel.parcelId, nowMs);
  await deps.queue.send(parcel.channel, parcel.lane, [{ message: { ...parcel.entry, parcelId: parcel.parcelId } }]);
}

/** The row as a retry leaves it: in doubt, so that the algorithm looks before it posts. */
function retried(row: Delivery, nowMs: number): Delivery {
  const { deliveryId, status } = row;
  if (status === 'sent' || status === 'superseded' || status === 'expired')
    throw refusal(deliveryId, `it is ${status}`);
  if (status === 'attempting' && (row.leaseUntilMs ?? 0) > nowMs) throw refusal(deliveryId, 'an attempt is under way');
  const anew = { looks: 0, looksFailed: 0, repeats: 0, refusals: 0, attempts: 0, closingLook: false, escalated: false };
  return advance(row, { ...anew, status: 'in-doubt', dueMs: nowMs, reason: 'a person asked for it to be tried again' });
}

/** A large district has thousands of parcels, and whoever retries waits for an answer. */
const readsAtOnce = 16;

/** The parcel and target of a delivery: its id names its notice, and the notice its entry. */
async function found(
  deps: RetryDeps,
  state: DeclarationState,
  deliveryId: string,
): Promise<{ parcel: Parcel; targetId: string }> {
  const noticeId = noticeIdOf(deliveryId);
  const speaking = state.speaking.find(({ content }) => content.notices.some((one) => one.noticeId === noticeId));
  if (speaking !== undefined) {
    const ref: EntryRef = { schoolYear: state.schoolYear, version: speaking.version };
    const secret = await deps.deliverySecret();
    const parcels = (await deps.parcels.ofEntry(ref)).filter((one) => one.noticeId === noticeId);
    const hits: { parcel: Parcel; targetId: string }[] = [];
    await inFlight(readsAtOnce, parcels, async (parcel) => {
      if (hits.length > 0) return;
      const isIt = ({ targetId }: Target): boolean =>
        deliveryIdOf(secret, parcel.noticeId, parcel.channel, targetId) === deliveryId;
      const target = (await targetsOf(parcel, deps.contents)).find(isIt);
      if (target !== undefined) hits.push({ parcel, targetId: target.targetId });
    });
    const [hit] = hits;
    if (hit !== undefined) return hit;
  }
  throw new DeliveryUnknown('This declaration has no such delivery: take its id from the list.', { deliveryId });
}

function refusal(deliveryId: string, reason: string): NotRetryable {
  return new NotRetryable(`The delivery cannot be tried again: ${reason}.`, { deliveryId, reason });
}
