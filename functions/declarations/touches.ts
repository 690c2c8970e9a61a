import { unitDayKey, unitDays } from './days-in-force.ts';
import type { Content, Entry, EntryDraft, EntryKind } from './entry.ts';

/** Kinds that only note something: no decision rests on them, and they never stand in the way of one. */
const notes: ReadonlySet<EntryKind> = new Set<EntryKind>(['Reviewed', 'Told', 'Reached', 'DayClosed', 'Dismissed']);

/** Whether an entry that came in between concerns what is being decided: the same declaration, or a unit's same day. */
export function touches(between: Entry, draft: EntryDraft): boolean {
  if (notes.has(draft.kind) || notes.has(between.kind)) return false;
  if (between.declarationId === draft.declarationId) return true;
  const days = new Set(keysOf(draft.content));
  return keysOf(between.content).some((key) => days.has(key));
}

/** Programs may change beside a day's instruction, so the two do not meet. */
function keysOf(content: Content | undefined): string[] {
  return unitDays(content?.days ?? []).map((day) => `${day.dayType === 'programs-only'} ${unitDayKey(day)}`);
}
