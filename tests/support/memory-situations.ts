import { Conflict } from '../../functions/core/errors.ts';
import type { SituationStore } from '../../functions/proposals/ports.ts';
import type { Situation } from '../../functions/proposals/proposal.ts';

/** Situations in memory, with the same promises as the table's. */
export function memorySituations(): SituationStore & { puts: number } {
  const rows = new Map<string, Situation>();
  return {
    puts: 0,
    get: (schoolYear) => Promise.resolve(rows.get(schoolYear)),
    put(situation) {
      if ((rows.get(situation.schoolYear)?.revision ?? 0) !== situation.revision - 1) {
        return Promise.reject(new Conflict('It changed.'));
      }
      this.puts++;
      rows.set(situation.schoolYear, situation);
      return Promise.resolve();
    },
  };
}
