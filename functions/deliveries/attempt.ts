import type { Target } from '../roster/roster.ts';
import { advance, beginAttempt, unwritten } from './advance.ts';
import { afterPost } from './after-post.ts';
import type { Delivery, Face } from './delivery.ts';
import { mayLeave } from './may-leave.ts';
import { reopen } from './reopen.ts';
import type { PostOutcome } from './ports.ts';
import { change, isDown } from './request.ts';
import type { Round } from './round.ts';
import { within } from './within.ts';

const mostRewrites = 3;

/** An attempt's row, written and fresh: only its holder may post now. Undefined: time, gate or somebody else was in the way. */
export async function begin(
  round: Round,
  target: Target,
  before: Delivery | undefined,
  repeat: boolean,
): Promise<Delivery | undefined> {
  const { deps } = round;
  const start = before ?? unwritten(round.identityOf(target));
  let begun: Delivery | undefined;
  await ready(round, target);
  const { words } = (await round.wanted()).face;
  for (let tries = 0; tries < mostRewrites; tries += 1) {
    const startMs = await round.permits.post.next();
    if (startMs === undefined) break;
    if ((await round.gate()).kind !== 'open') break;
    const now = round.now();
    const id = deps.ids.base32(12);
    const next = beginAttempt(begun === undefined ? start : unused(begun), { id, now, repeat, words }, deps.times);
    if (!(await deps.deliveries.put(next))) return undefined;
    if (await mayLeave(round, 'post', { startMs, writtenMs: now.ms })) return next;
    begun = next;
  }
  // Its row says that it may have posted; it has not.
  if (begun !== undefined) await deps.deliveries.put(putBack(begun, before, round));
  return undefined;
}

/** Waits for what the channel needs to speak, no longer than for a request; what is missing then is the attempt's to find out. */
function ready({ deps }: Round, target: Target): Promise<void> {
  const { channel, clocks, times } = deps;
  if (channel.ready === undefined) return Promise.resolve();
  const run = channel.ready;
  return within(clocks.machine, times.httpTimeoutMs, { run: () => run(target), late: () => undefined });
}

/** One attempt at posting, and its outcome written (DELIVERY 2): permit, row, POST, row. */
export async function attempt(round: Round, target: Target, before: Delivery | undefined): Promise<void> {
  const begun = await begin(round, target, before, false);
  if (begun === undefined) return;
  const { post } = await round.wordsFor(target, facePosted(begun));
  const outcome = await change(round, target, (signal) => round.deps.channel.post(target, post, signal));
  await conclude(round, target, begun, outcome);
}

/** What an attempt posts: its words as they were newest when it began. */
export function facePosted({ words, entry }: Delivery): Face {
  return { words: words ?? entry.version };
}

/** Writes what became of an attempt. */
export async function conclude(round: Round, target: Target, begun: Delivery, outcome: PostOutcome): Promise<void> {
  const { deliveries, report, times } = round.deps;
  const after = forgiven(round, begun, afterPost(begun, outcome, round.now(), times));
  const written = await deliveries.put(after);
  if (written || outcome.kind !== 'sent') return;
  // We stalled past our lease, and somebody has looked meanwhile. Our post stands: let a closing look find whether there are two.
  report('attempt-came-late', { deliveryId: begun.deliveryId });
  const [found] = await deliveries.ofTargets(begun.entry, begun.channel, [target.targetId]);
  if (found === undefined || (found.status === 'sent' && found.providerId === outcome.providerId)) return;
  if (found.status === 'in-doubt') await deliveries.put(afterPost(found, outcome, round.now(), times));
  if (found.status === 'sent' || found.status === 'superseded' || found.status === 'expired') {
    const dueMs = round.now().ms + times.looksMs[0];
    await deliveries.put(advance(found, { closingLook: true, dueMs, reason: found.reason }));
    await reopen(round.deps.parcels, begun.entry, begun.parcelId, dueMs);
  }
}

/** The row as it is counted: a refusal, or a doubt that cannot be looked for, is not while the channel answers nobody. */
function forgiven(round: Round, begun: Delivery, after: Delivery): Delivery {
  if (!isDown(round)) return after;
  const kept = { ...after, refusals: Math.min(after.refusals, begun.refusals) };
  return round.deps.channel.look === undefined ? { ...kept, attempts: begun.attempts - 1 } : kept;
}

/** The same row before it was counted as an attempt. */
function unused(begun: Delivery): Delivery {
  return { ...begun, status: 'waiting', attempts: begun.attempts - 1 };
}

function putBack(begun: Delivery, before: Delivery | undefined, round: Round): Delivery {
  const dueMs = round.now().ms + round.deps.times.looksMs[0];
  const reason = 'it could not be posted in time after it was noted';
  if (before === undefined || before.status === 'waiting') return advance(unused(begun), { dueMs, reason });
  const { repeats, looks } = before;
  return advance(unused(begun), { status: 'in-doubt', repeats, looks, dueMs, reason });
}
