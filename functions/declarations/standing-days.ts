import { unitDayKey } from './days-in-force.ts';
import type { ResolvedDay } from './declaration.ts';
import type { Entry } from './entry.ts';
import { fold } from './fold.ts';
import type { DeclarationState } from './state.ts';

/** What stands for a unit on a date by a declaration in force, or undefined where the day is as the calendar has it. */
export type Standing = (unit: string, date: string) => ResolvedDay | undefined;

/**
 * The school days that the ledger's declarations leave standing, hours included. What awaits approval stands for nothing yet, and neither
 * does a drill; days on which only programs change leave school as it is.
 */
export function standingDays(entries: readonly Entry[]): Standing {
  const days = new Map<string, ResolvedDay>();
  for (const state of fold(entries).values()) {
    for (const [key, day] of daysOf(state)) days.set(key, day);
  }
  return (unit, date) => days.get(unitDayKey({ unit, date }));
}

function daysOf(state: DeclarationState): Map<string, ResolvedDay> {
  const { ended, speaking, content } = state;
  let days = new Map<string, ResolvedDay>();
  if (ended === 'withdrawn' || ended === 'rejected' || ended === 'lapsed' || content.declaration.drill) return days;
  for (const { kind, approval, content: said } of speaking) {
    if (approval === 'awaiting' || approval === 'refused') continue;
    // A retraction and the way back speak of some days only; the others carry all of theirs.
    if (kind !== 'Retracted' && kind !== 'Resumed') days = new Map();
    for (const day of said.days) {
      if (day.dayType === 'programs-only') continue;
      for (const unit of day.units) days.set(unitDayKey({ unit, date: day.date }), day);
    }
  }
  return days;
}
