import type { Speaking } from '../declarations/state.ts';
import type { Target } from '../roster/roster.ts';
import type { DeliveryIdentity } from './advance.ts';
import { closeEarlier } from './close-earlier.ts';
import type { Delivery } from './delivery.ts';
import { deliveryIdOf } from './delivery-id.ts';
import type { Earlier } from './next-step.ts';
import type { DeclarationReading } from './ports.ts';
import { parcelIdOf } from './plan-parcels.ts';
import { renderingOf } from './rendering-of.ts';
import { schoolsOf } from './read-roster.ts';
import type { Round } from './round.ts';

/** The entries of the declaration whose deliveries this one replaces: none of those that were never approved, and no correction. */
export function earlierOf({ state, entry }: DeclarationReading): Speaking[] {
  return state.speaking.filter(
    ({ version, kind, approval }) =>
      version < entry.version && kind !== 'Corrected' && (approval === 'given' || approval === 'not-needed'),
  );
}

/**
 * Closes what earlier entries of the same declaration have under way for these targets, and says of each whether it may be posted to now
 * (DELIVERY 5). A retraction is posted only where what it takes back is or may be visible.
 */
export async function supersedeEarlier(
  round: Round,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, Earlier>> {
  const { entry } = round;
  const earlier = earlierOf(await round.reading());
  const visible = new Set<string>();
  const waits = new Map<string, number>();
  for (const speaking of earlier) {
    for (const [targetId, closing] of await closeAll(round, speaking, targets)) {
      if (closing.kind === 'wait') waits.set(targetId, Math.max(waits.get(targetId) ?? 0, closing.untilMs));
      else if (closing.mayBeVisible) visible.add(targetId);
    }
  }
  const verdict = (targetId: string): Earlier => {
    const untilMs = waits.get(targetId);
    if (untilMs !== undefined) return { kind: 'wait', untilMs };
    return entry.kind === 'Retracted' && !visible.has(targetId) ? { kind: 'not-needed' } : { kind: 'closed' };
  };
  return new Map(targets.map(({ targetId }) => [targetId, verdict(targetId)]));
}

type Closed =
  | { readonly kind: 'closed'; readonly mayBeVisible: boolean }
  | { readonly kind: 'wait'; readonly untilMs: number };

/** Closes one earlier entry's deliveries; one that was never for these targets has none. */
async function closeAll(round: Round, speaking: Speaking, targets: readonly Target[]): Promise<Map<string, Closed>> {
  const { deps, chunk, entry, lease } = round;
  const recorded = await schoolsOf(entry.rules, deps.contents);
  const notice = speaking.content.notices.find((one) => one.audience === chunk.audience);
  const same = chunk.channel === 'sns' || (notice !== undefined && renderingOf(notice, chunk, recorded) !== undefined);
  if (notice === undefined || !same) return new Map();
  const ref = { schoolYear: entry.schoolYear, version: speaking.version };
  const secret = await deps.deliverySecret();
  const ids = targets.map((target) => target.targetId);
  const rows = await deps.deliveries.ofTargets(ref, chunk.channel, ids);
  const close = async (targetId: string, row: Delivery | undefined): Promise<Closed> => {
    const identity: DeliveryIdentity = {
      entry: ref,
      deliveryId: deliveryIdOf(secret, notice.noticeId, chunk.channel, targetId),
      noticeId: notice.noticeId,
      parcelId: parcelIdOf(notice.noticeId, lease.parcel.chunk),
      channel: chunk.channel,
      targetId,
      schoolId: chunk.schoolId,
    };
    const nowMs = deps.clocks.machine.now();
    const closing = closeEarlier(row, { identity, by: entry.version }, nowMs, deps.times);
    // Somebody else wrote first, perhaps an attempt: ask again a moment later.
    const written =
      closing.kind === 'wait' || closing.write === undefined || (await deps.deliveries.put(closing.write));
    return written ? closing : { kind: 'wait', untilMs: nowMs };
  };
  const closed = await Promise.all(ids.map(async (id, index) => [id, await close(id, rows[index])] as const));
  return new Map(closed);
}
