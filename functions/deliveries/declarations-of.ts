import type { Clocks } from '../core/clock.ts';
import { speakingKinds, type Entry } from '../declarations/entry.ts';
import { fold } from '../declarations/fold.ts';
import { type Addressee, postingOf } from '../declarations/live.ts';
import type { Ledger } from '../declarations/ports.ts';
import type { DeclarationState } from '../declarations/state.ts';
import type { DeclarationReading, Declarations } from './ports.ts';

const speaks: ReadonlySet<string> = new Set(speakingKinds);

/** The ledger as deliveries see it, folded anew at every read: what it answers is true at that moment and no longer. */
export function declarationsOf(ledger: Pick<Ledger, 'read'>, clocks: Clocks): Declarations {
  const readingOf = (entry: Entry, state: DeclarationState, to?: Addressee): DeclarationReading => {
    const moment = { nowMs: clocks.machine.now(), calendarNow: clocks.calendar.now() };
    const posting = isSpeaking(entry)
      ? postingOf(state, entry.version, to === undefined ? moment : { ...moment, to })
      : undefined;
    return { entry, state, posting };
  };
  return {
    async read(ref, to) {
      const entries = await ledger.read(ref.schoolYear);
      const entry = entries.find((one) => one.version === ref.version);
      const state = entry && fold(entries).get(entry.declarationId);
      return entry && state && readingOf(entry, state, to);
    },
    async speaking(schoolYear) {
      const entries = await ledger.read(schoolYear);
      const states = fold(entries);
      return entries.filter(isSpeaking).flatMap((entry) => {
        const state = states.get(entry.declarationId);
        return state === undefined ? [] : [readingOf(entry, state)];
      });
    },
  };
}

/** Whether an entry says something to the outside and carries what it says. */
export function isSpeaking(entry: Entry): boolean {
  return speaks.has(entry.kind) && entry.content !== undefined;
}
