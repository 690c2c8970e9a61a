import type { MachineMs } from '../core/clock.ts';
import type { PermitKind } from './provider-limits.ts';
import type { Round } from './round.ts';

/** A request follows its row within this, or the row is written anew (DELIVERY 2). */
const freshMs = 2_000;

/** Permits that a request may lose by being late before it goes with the last of them: where everything is slow it must still go. */
const mostLost = 2;

/**
 * Resolves when a request may leave whose row was written at `writtenMs` by a permit for `startMs`. Where writing took longer than the permit is of
 * use, another is waited for. False: by now the row is too old.
 */
export async function mayLeave(
  round: Round,
  kind: PermitKind,
  { startMs, writtenMs }: { readonly startMs: MachineMs; readonly writtenMs: MachineMs },
): Promise<boolean> {
  const { clocks, permits } = round.deps;
  let permitMs = startMs;
  for (let lost = 0; lost < mostLost && !(await permits.evenly(kind, permitMs)); lost += 1) {
    const next = await round.permits[kind].next();
    if (next === undefined) return false;
    permitMs = next;
    if (lost === mostLost - 1) await permits.evenly(kind);
  }
  return clocks.machine.now() - writtenMs <= freshMs;
}
