import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { MachineMs } from '../core/clock.ts';
import type { Content, Entry } from '../declarations/entry.ts';
import { editCounts } from './edit-figures.ts';
import { sumOf } from './figures.ts';
import type { Figures, Parcel } from './parcel.ts';
import type { DeclarationReading, PlanMark } from './ports.ts';

/** An entry as the tick finds it. */
export type Standing = {
  readonly reading: DeclarationReading;
  readonly mark: PlanMark | undefined;
  readonly parcels: readonly Parcel[];
};

/** What an entry needs now. */
export type Due = { readonly plan: boolean; readonly wake: readonly Parcel[]; readonly seal: boolean };

export type TickMoment = {
  readonly nowMs: MachineMs;
  /** How long a message is given to be taken before another is sent; 0 at a start, when nobody knows what queues still hold. */
  readonly wakeAfterMs: number;
};

/** What is due for one entry. Pure: ticks that ask at the same moment get the same answer. */
export function whatIsDue({ reading, mark, parcels }: Standing, moment: TickMoment): Due {
  const { entry, posting, state } = reading;
  const speaks = entry.content?.declaration.recordOnly === false;
  const plan = speaks && mark === undefined && posting?.kind === 'post';
  const wake = parcels.filter((parcel) => wakeable(parcel, moment));
  const settled = mark !== undefined && parcels.length > 0 && parcels.every(({ status }) => status !== 'open');
  return {
    plan,
    wake,
    seal: settled && !isSealed(sumOf(parcels.map((one) => one.figures)), state.sealed.get(entry.version)),
  };
}

/** What is in doubt when an entry is of no more use is settled within this: posts are looked for and edits read a last time. */
const settling = { hours: 1 } as const;

/** Whether the tick needs to read an entry's parcels at all: what is sealed and has been of no more use for a while never changes again. */
export function worthReading({ entry, state }: DeclarationReading, now: Temporal.Instant): boolean {
  if (entry.content === undefined || entry.content.declaration.recordOnly) return false;
  const isOver = ({ notAfter }: Content): boolean => compareInstants(now, parseInstant(notAfter).add(settling)) >= 0;
  // While a later entry is of use, its edits may still have something to do here.
  const pastUse = state.speaking.every((one) => one.version < entry.version || isOver(one.content));
  // A correction has no receipts of its own: nothing of it will ever be sealed.
  return !pastUse || (entry.kind !== 'Corrected' && !state.sealed.has(entry.version));
}

function wakeable({ status, dueMs, leaseUntilMs, wokenMs }: Parcel, { nowMs, wakeAfterMs }: TickMoment): boolean {
  const calledMs = Math.max(dueMs, wokenMs);
  return status === 'open' && dueMs <= nowMs && leaseUntilMs <= nowMs && calledMs + wakeAfterMs <= nowMs;
}

/** Sealed as it is now; a later change (a retry that succeeded) is sealed anew. */
function isSealed(figures: Figures, reached: Entry | undefined): boolean {
  const counts = reached?.sealed?.counts;
  const { planned, sent, superseded, expired } = figures;
  const ended = { planned, sent, superseded, expired, ...editCounts(figures) };
  return counts !== undefined && Object.entries(ended).every(([name, count]) => counts[name] === count);
}
