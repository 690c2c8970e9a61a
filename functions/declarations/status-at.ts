import type { MachineMs } from '../core/clock.ts';
import type { DeclarationState, DeclarationStatus } from './state.ts';

/**
 * A declaration's status at a machine time. `held` covers both holds: before the first post, and the ten minutes of a later stop, which
 * end by themselves. A change that awaits approval does not hide what stands; it is `state.pending`.
 */
export function statusAt(state: DeclarationState, nowMs: MachineMs): DeclarationStatus {
  if (state.ended !== undefined) return state.ended;
  if (state.standing === undefined) return 'awaiting-approval';
  return holdEnds(state) > nowMs ? 'held' : 'declared';
}

/** Machine milliseconds at which nothing holds the standing entry any more; in the past when nothing does. */
export function holdEnds(state: DeclarationState): MachineMs {
  return Math.max(state.standing?.releasesAtMs ?? 0, state.heldUntilMs ?? 0);
}
