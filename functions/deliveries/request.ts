import type { Target } from '../roster/roster.ts';
import type { PostOutcome } from './ports.ts';
import type { Round } from './round.ts';
import { within } from './within.ts';

/** Between two requests into one team: four a second are allowed (DELIVERY 6). */
const parentSpacingMs = 250;

/** One HTTP request for a target, under its own timeout and spaced from the last one into the same team. */
export async function request<T>(
  round: Round,
  target: Target,
  call: { readonly run: (signal: AbortSignal) => Promise<T>; readonly late: (why: string) => T },
): Promise<T> {
  const { clocks, times } = round.deps;
  await spaced(round, target.parentId);
  if (target.parentId !== undefined) round.lastInParent.set(target.parentId, clocks.machine.now());
  const startedMs = clocks.machine.now();
  const answer = await within(clocks.machine, times.httpTimeoutMs, call);
  round.demand.took(clocks.machine.now() - startedMs);
  return answer;
}

/** A request that may post, publish or remove: whatever is not an answer leaves it in doubt. */
export function change(
  round: Round,
  target: Target,
  run: (signal: AbortSignal) => Promise<PostOutcome>,
): Promise<PostOutcome> {
  return request<PostOutcome>(round, target, { run, late: (reason) => ({ kind: 'doubt', reason }) });
}

/** Resolves when the team may have its next request; asked before a permit is taken, so that none is used up by waiting. */
export async function spaced(round: Round, parentId: string | undefined): Promise<void> {
  if (parentId === undefined) return;
  const { machine } = round.deps.clocks;
  const waitMs = (round.lastInParent.get(parentId) ?? 0) + parentSpacingMs - machine.now();
  if (waitMs > 0) await machine.sleep(waitMs);
}
