import type { MachineMs } from '../core/clock.ts';
import type { CountedDay } from '../law/account-year.ts';
import { claimedDays } from './days-in-force.ts';
import type { DeclarationState } from './state.ts';
import { statusAt } from './status-at.ts';

/** The days that declarations claim, each with the entry that declares it and what the declaration is at a machine time. */
export function countedDays(states: Iterable<DeclarationState>, nowMs: MachineMs): CountedDay[] {
  return [...states].flatMap((state) => {
    // What was over when it was taken back stays used: the entry before says so, not the retraction.
    const saying = state.speaking.findLast((one) => one.kind !== 'Retracted' && one.approval !== 'refused');
    const evidence = {
      source: 'declaration' as const,
      declarationId: state.declarationId,
      version: saying?.version ?? state.version,
      status: statusAt(state, nowMs),
      recordOnly: state.content.declaration.recordOnly,
    };
    return claimedDays(state).map(({ date, dayType, unit }) => ({ date, dayType, units: [unit], evidence }));
  });
}
