import type { MachineMs } from '../core/clock.ts';
import type { Target } from '../roster/roster.ts';
import { pauseMs } from './advance.ts';
import type { PostOutcome } from './ports.ts';
import type { PermitKind } from './provider-limits.ts';
import type { Round } from './round.ts';
import { within } from './within.ts';

/** Between two requests into one team, and into one channel: four and one a second are allowed (DELIVERY 6), and the way there varies. */
export const spacing = { parentMs: 260, targetMs: 1_050 } as const;

type Call<T> = {
  /** Whose row of the provider hears of it when it was too fast. */
  readonly kind: PermitKind;
  readonly run: (signal: AbortSignal) => Promise<T>;
  readonly late: (why: string) => T;
};

/** One HTTP request for a target, under its own timeout and spaced from the last one into the same team. A 429 slows down who it was meant for. */
export async function request<T extends object>(round: Round, target: Target, call: Call<T>): Promise<T> {
  const { clocks, times } = round.deps;
  await spaced(round, target);
  noteRequest(round, target);
  const startedMs = clocks.machine.now();
  const answer = await within(clocks.machine, times.httpTimeoutMs, call);
  round.demand.took(clocks.machine.now() - startedMs);
  round.deps.health.heard(target.targetId, isAnswer(answer));
  await heed(round, target, call.kind, answer);
  return answer;
}

/** A vendor that refuses is there; one that does so for now, and not for being asked too often, may not be. */
function isAnswer(answer: object): boolean {
  if (!('kind' in answer)) return true;
  const isPassing = 'permanent' in answer && answer.permanent === false && !('throttled' in answer);
  return answer.kind !== 'doubt' && answer.kind !== 'unable' && !isPassing;
}

/** A request that may post, publish, edit or remove: whatever is not an answer leaves it in doubt. */
export function change(
  round: Round,
  target: Target,
  run: (signal: AbortSignal) => Promise<PostOutcome>,
  kind: PermitKind = 'post',
): Promise<PostOutcome> {
  return request<PostOutcome>(round, target, { kind, run, late: (reason) => ({ kind: 'doubt', reason }) });
}

/** Whether the channel answers nobody. What fails meanwhile is the channel's fault and does not count against a class. */
export function isDown({ deps }: Round): boolean {
  return deps.health.downUntilMs() !== undefined;
}

/** Resolves when the team and the channel may have their next request; asked before a permit is taken, so that none is used up by waiting. */
export async function spaced(round: Round, { parentId, targetId }: Target): Promise<void> {
  if (parentId === undefined) return;
  const { machine } = round.deps.clocks;
  const dueMs = Math.max(
    (round.lastRequest.get(`parent ${parentId}`) ?? 0) + spacing.parentMs,
    (round.lastRequest.get(`target ${targetId}`) ?? 0) + spacing.targetMs,
  );
  const waitMs = dueMs - machine.now();
  if (waitMs > 0) await machine.sleep(waitMs);
}

/** Notes that a request leaves now. A look that pages on makes several of one call. */
export function noteRequest({ deps, lastRequest }: Round, { parentId, targetId }: Target): void {
  if (parentId === undefined) return;
  for (const key of [`parent ${parentId}`, `target ${targetId}`]) lastRequest.set(key, deps.clocks.machine.now());
}

/** When a team, and all channels of it, may be turned to again; undefined: now. */
export function restsUntil({ deps, resting }: Round, { parentId }: Target): MachineMs | undefined {
  const untilMs = parentId === undefined ? undefined : resting.get(parentId);
  return untilMs !== undefined && untilMs > deps.clocks.machine.now() ? untilMs : undefined;
}

/** What is still to rest, as a parcel keeps it for whoever takes it up next. */
export function restsOf({ deps, resting }: Round): Readonly<Record<string, MachineMs>> {
  const nowMs = deps.clocks.machine.now();
  return Object.fromEntries([...resting].filter(([, untilMs]) => untilMs > nowMs));
}

/**
 * The team that was refused rests for as long as it was asked to, at most two minutes, or for a moment where nobody said; the provider's row hears
 * of it and slows everybody down when it was not that team alone (DELIVERY 6).
 */
async function heed(round: Round, { parentId }: Target, kind: PermitKind, answer: object): Promise<void> {
  if (!('throttled' in answer)) return;
  const { clocks, permits, times } = round.deps;
  const retryAfterMs = 'retryAfterMs' in answer && typeof answer.retryAfterMs === 'number' ? answer.retryAfterMs : 0;
  const restMs = Math.min(Math.max(retryAfterMs, pauseMs(0, times)), times.refusalWaitMs);
  if (parentId !== undefined) round.resting.set(parentId, Math.ceil(clocks.machine.now() + restMs));
  const scope = answer.throttled === 'parent' && parentId !== undefined ? 'parent' : 'provider';
  await permits.slowDown(kind, { scope, retryAfterMs });
}
