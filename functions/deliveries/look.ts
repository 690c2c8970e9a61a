import type { Target } from '../roster/roster.ts';
import type { Delivery } from './delivery.ts';
import type { Found, LookOutcome } from './ports.ts';
import { change, isDown, noteRequest, request, spaced } from './request.ts';
import type { Round } from './round.ts';
import { settle } from './settle.ts';

/** The vendor's clock may differ from ours by this (DELIVERY 4). */
const clockAllowanceMs = 15 * 60_000;

/** Looks for a delivery's post; undefined: no permit before the time is up. A look that is late is no look. */
export async function lookFor(
  round: Round,
  target: Target,
  delivery: Delivery,
  drafts: boolean,
): Promise<LookOutcome | undefined> {
  const { channel, clocks } = round.deps;
  const { look } = channel;
  if (look === undefined) return { kind: 'unable', reason: 'the channel cannot be looked at' };
  if ((await round.permits.read.next()) === undefined) return undefined;
  const openings = await openingsOf(round, target, delivery);
  const notBeforeMs = (delivery.firstStartedMs ?? clocks.machine.now()) - clockAllowanceMs;
  const wanted = { deliveryId: delivery.deliveryId, openings, notBeforeMs, drafts, more: () => more(round, target) };
  return request<LookOutcome>(round, target, {
    kind: 'read',
    run: (signal) => look(target, wanted, signal),
    late: (reason) => ({ kind: 'unable', reason }),
  });
}

/** Leave for one more request of a look; false: not before the time is up. */
async function more(round: Round, target: Target): Promise<boolean> {
  await spaced(round, target);
  if ((await round.permits.read.next()) === undefined) return false;
  noteRequest(round, target);
  return true;
}

/** How the post may begin: an edit that was begun may have put a later resulting day first. */
async function openingsOf(round: Round, target: Target, { entry, shown, edit }: Delivery): Promise<string[]> {
  const faces = [{ words: entry.version }, shown, edit?.face].filter((face) => face !== undefined);
  const words = await Promise.all(faces.map((face) => round.wordsFor(target, face)));
  return [...new Set(words.map(({ opening }) => opening))];
}

/** Looks and settles what the look shows: the oldest of ours is adopted, other copies that are provably ours are removed. */
export async function lookAndSettle(round: Round, target: Target, delivery: Delivery): Promise<void> {
  const { channel, times } = round.deps;
  const outcome = await lookFor(round, target, delivery, channel.draft !== undefined && delivery.repeats > 0);
  if (outcome === undefined) return;
  // While the channel answers nobody, nobody is asked about one class: it is looked for when the channel is back.
  if (outcome.kind === 'unable' && isDown(round)) return;
  const settlement = settle(delivery, outcome, round.now(), times);
  await writeSettled(round, target, delivery, settlement);
}

/** Removes the copies that are too many, then writes the row: killed in between, the next look does the same again. */
export async function writeSettled(
  round: Round,
  target: Target,
  before: Delivery,
  settlement: ReturnType<typeof settle>,
): Promise<void> {
  const { deliveries, report } = round.deps;
  const { deliveryId } = before;
  if (settlement.strangers > 0) report('strangers-with-our-reference', { deliveryId, count: settlement.strangers });
  const left = await removeAll(round, target, settlement.remove);
  if (left > 0) report('copies-left', { deliveryId, count: left });
  const reason = `posted ${left + 1} times, and ${left} could not be removed: delete the newer one in the class`;
  const settled = left > 0 ? { ...settlement.delivery, reason } : settlement.delivery;
  await deliveries.put(await markedLate(round, settled));
}

/** Removes copies one after the other; answers how many are left. */
export async function removeAll(
  round: Round,
  target: Target,
  copies: readonly Pick<Found, 'providerId'>[],
): Promise<number> {
  const { remove } = round.deps.channel;
  if (remove === undefined) return copies.length;
  let left = 0;
  for (const { providerId } of copies) {
    await round.permits.other.next();
    const outcome = await change(round, target, (signal) => remove(target, providerId, signal), 'other');
    if (outcome.kind !== 'sent') left += 1;
  }
  return left;
}

/** A post that is adopted after a later entry took its place gets the mark that the later entry would have given it. */
async function markedLate(round: Round, delivery: Delivery): Promise<Delivery> {
  if (delivery.status !== 'sent') return delivery;
  const gate = await round.gate();
  return gate.kind === 'superseded' && gate.by !== undefined ? { ...delivery, supersededBy: gate.by } : delivery;
}
