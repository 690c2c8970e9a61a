import type { BreakGlassSet } from '../../functions/calendar/break-glass-set.ts';
import { GlassAct } from '../../functions/declarations/break-glass/act.ts';
import type { BreakGlassStore } from '../../functions/declarations/break-glass/ports.ts';
import type { GlassUse, Tries } from '../../functions/declarations/break-glass/tries.ts';

/** A set of a made-up district: two holders, somebody of the board. */
export const glassSet: BreakGlassSet = {
  set: 'autumn-2022-k7qm2rtd',
  holders: ['Ruth Olson', 'Sam Vang'],
  boardContact: 'Chair of the board',
};

/** "Closed tomorrow, everywhere, weather", with members changed. */
export function closing(changes: Record<string, unknown> = {}): GlassAct {
  return GlassAct.parse({ act: 'declare', dates: ['2023-02-22'], dayType: 'closed', cause: 'weather', ...changes });
}

/** Tries and uses in memory; a revision and a set are given to whoever asks first. */
export function memoryGlass(): BreakGlassStore {
  const uses = new Map<string, GlassUse>();
  let tries: Tries | undefined;
  return {
    readTries: async () => tries,
    putTries: async (next) => {
      if (next.revision !== (tries?.revision ?? 0) + 1) return false;
      tries = next;
      return true;
    },
    used: async (set) => uses.get(set),
    spend: async (use) => {
      const first = uses.get(use.set) ?? use;
      uses.set(use.set, first);
      return first;
    },
  };
}
