import type { MachineMs } from '../core/clock.ts';
import type { Delivery, Edit } from './delivery.ts';
import type { Times } from './ports.ts';
import { isSameFace, type Wanted } from './wanted-face.ts';

/** What is to be done about the words of a post that stands. `check-edit` reads it by its id. */
export type EditStep =
  | { readonly do: 'edit'; readonly wanted: Wanted }
  | { readonly do: 'check-edit'; readonly wanted: Wanted }
  | { readonly do: 'end-edit'; readonly wanted: Wanted; readonly reason: string }
  | { readonly do: 'wait'; readonly untilMs: MachineMs }
  | { readonly do: 'nothing' };

type Seen = {
  readonly delivery: Delivery;
  readonly wanted: Wanted;
  readonly nowMs: MachineMs;
  readonly times: Times;
};

/** The edit's half of the transition table (DELIVERY 5): done when what is shown is what is wanted. Pure. */
export function editStep(seen: Seen): EditStep {
  const { delivery, wanted, nowMs, times } = seen;
  const { edit } = delivery;
  if (delivery.providerId === undefined) return { do: 'nothing' };
  switch (edit?.status) {
    case 'removed':
      return { do: 'nothing' };
    // What may be under way is settled before anything else is begun: edits of one post never overlap.
    case 'editing':
      return whenDue((edit.leaseUntilMs ?? 0) + times.looksMs[0], seen, { do: 'check-edit', wanted });
    case 'in-doubt':
      return whenDue(edit.dueMs ?? 0, seen, { do: 'check-edit', wanted });
    default:
  }
  if (isSameFace(shownBy(delivery), wanted.face)) {
    if (edit?.status !== 'done' || edit.dueMs === undefined) return { do: 'nothing' };
    return whenDue(edit.dueMs, seen, { do: 'check-edit', wanted });
  }
  if (hasEnded(edit, wanted)) return { do: 'nothing' };
  if (wanted.gate.kind === 'closed') return { do: 'end-edit', wanted, reason: wanted.gate.reason };
  if (wanted.gate.kind === 'hold') return { do: 'wait', untilMs: Math.max(wanted.gate.untilMs, nowMs + 1) };
  const dueMs = edit?.status === 'waiting' ? (edit.dueMs ?? 0) : 0;
  return whenDue(dueMs, seen, { do: 'edit', wanted });
}

/** What a post shows as far as we know; of before there were edits, its own entry's words. */
export function shownBy({ shown, entry }: Delivery): NonNullable<Delivery['shown']> {
  return shown ?? { words: entry.version };
}

/** Ended for what is wanted now: something else may be tried anew. */
function hasEnded(edit: Edit | undefined, { face }: Wanted): boolean {
  return (edit?.status === 'cannot-edit' || edit?.status === 'expired') && isSameFace(edit.face, face);
}

function whenDue(dueMs: MachineMs, { nowMs }: Seen, then: EditStep): EditStep {
  return dueMs <= nowMs ? then : { do: 'wait', untilMs: dueMs };
}
