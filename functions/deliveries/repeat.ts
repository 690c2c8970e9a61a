import type { Target } from '../roster/roster.ts';
import { advance } from './advance.ts';
import { begin, conclude, facePosted } from './attempt.ts';
import type { Delivery } from './delivery.ts';
import { lookFor, removeAll, writeSettled } from './look.ts';
import type { DeliveryChannel, PostOutcome } from './ports.ts';
import { change, isDown } from './request.ts';
import type { Round } from './round.ts';
import { settle } from './settle.ts';

/** The one repeat of a delivery that was looked for twice (DELIVERY 4): as a draft where the vendor has drafts, else by posting again. */
export async function repeat(round: Round, target: Target, before: Delivery): Promise<void> {
  const begun = await begin(round, target, before, true);
  if (begun === undefined) return;
  const { draft, publish } = round.deps.channel;
  if (draft !== undefined && publish !== undefined) return repeatByDraft(round, target, begun, { draft, publish });
  const { post } = await round.wordsFor(target, facePosted(begun));
  await conclude(
    round,
    target,
    begun,
    await change(round, target, (signal) => round.deps.channel.post(target, post, signal)),
  );
}

type Drafted = Delivery & { readonly draftId: string };
type Drafting = Required<Pick<DeliveryChannel, 'draft' | 'publish'>>;

/** A draft shows nothing, so that one more look can be taken with the repeat already at hand; publishing it twice shows it once. */
async function repeatByDraft(
  round: Round,
  target: Target,
  begun: Delivery,
  { draft, publish }: Drafting,
): Promise<void> {
  const { deliveries, times } = round.deps;
  const known = begun.draftId;
  const drafted = known === undefined ? await makeDraft(round, target, begun, draft) : { ...begun, draftId: known };
  if (drafted === undefined) return;
  const outcome = await lookFor(round, target, drafted, true);
  const now = round.now();
  if (outcome === undefined || !round.timeLeft() || (await round.gate()).kind !== 'open') {
    await deliveries.put(later(drafted, now.ms, 'the repeat was put off'));
    return;
  }
  const settlement = settle(drafted, outcome, now, times);
  if (settlement.delivery.status === 'sent') return writeSettled(round, target, drafted, settlement);
  if (outcome.kind === 'unable' || settlement.strangers > 0) {
    // Its draft waits, and so does the look: only a look that shows nothing lets it be published.
    const { dueMs = now.ms, reason = '' } = settlement.delivery;
    const { looksFailed, escalated } = isDown(round) ? drafted : settlement.delivery;
    await deliveries.put({ ...later(drafted, dueMs, reason), looksFailed, escalated });
    return;
  }
  const { draftId } = drafted;
  const others = outcome.found.filter((one) => one.draft && one.provablyOurs && one.providerId !== draftId);
  await removeAll(round, target, others);
  await round.permits.other.next();
  const published = await change(round, target, (signal) => publish(target, draftId, signal), 'other');
  await conclude(round, target, drafted, published);
}

/** The row with its draft; undefined where none was made. A draft that nobody knows of is found by the look with drafts. */
async function makeDraft(
  round: Round,
  target: Target,
  begun: Delivery,
  draft: Drafting['draft'],
): Promise<Drafted | undefined> {
  const { deliveries, times } = round.deps;
  const { post } = await round.wordsFor(target, facePosted(begun));
  const outcome = await change(round, target, (signal) => draft(target, post, signal));
  if (outcome.kind !== 'sent') {
    await conclude(round, target, begun, harmless(outcome));
    return undefined;
  }
  const leaseUntilMs = round.now().ms + times.leaseMs;
  const draftId = outcome.providerId;
  const drafted = { ...advance(begun, { draftId, leaseUntilMs }), draftId };
  return (await deliveries.put(drafted)) ? drafted : undefined;
}

/** A draft that is in doubt shows nothing: it can be made again. */
function harmless(outcome: Exclude<PostOutcome, { kind: 'sent' }>): PostOutcome {
  return outcome.kind === 'doubt' ? { kind: 'refused', permanent: false, reason: outcome.reason } : outcome;
}

/** Still to be repeated, draft kept; the attempt that was not made is taken off. */
function later(drafted: Delivery, dueMs: number, reason: string): Delivery {
  const kept = { status: 'in-doubt', looks: 2, attempts: drafted.attempts - 1 } as const;
  return advance(drafted, { ...kept, dueMs, reason });
}
