import type { Clocks } from '../core/clock.ts';
import type { RecordedSchools } from '../calendar/recorded-schools.ts';
import type { Entry, NoticeRef } from '../declarations/entry.ts';
import type { Speaking } from '../declarations/state.ts';
import type { Figures, Parcel } from './parcel.ts';
import { noEdits } from './edit-figures.ts';
import type { DeclarationReading, ParcelStore } from './ports.ts';
import { renderingOf } from './rendering-of.ts';
import { reopen } from './reopen.ts';
import { steadily } from './steadily.ts';
import { causeOf, wantedFace } from './wanted-face.ts';

type ReopenDeps = { readonly clocks: Clocks; readonly parcels: ParcelStore };

const headStartMs = 2_000;

/**
 * Makes those parcels of earlier entries due again whose posts are to read otherwise because of this one: a correction's words, or an update's
 * line 1. Their own workers edit what is sent and post what is not. Answers them as they are then; twice does no harm.
 */
export async function reopenEarlier(
  deps: ReopenDeps,
  reading: DeclarationReading,
  recorded: RecordedSchools,
): Promise<Parcel[]> {
  const { entry, state } = reading;
  const reopened: Parcel[] = [];
  for (const earlier of state.speaking.filter((one) => isPosted(one, entry))) {
    const ref = { schoolYear: entry.schoolYear, version: earlier.version };
    const isDue = (parcel: Parcel): boolean =>
      needsTurn(parcel, deps.clocks.machine.now()) && isToReadOtherwise(deps, reading, parcel, recorded);
    const due = (await deps.parcels.ofEntry(ref)).filter(isDue);
    await steadily(deps.clocks.machine, due, async (parcel) => {
      const dueMs = deps.clocks.machine.now() + headStart(parcel, entry);
      const again = await reopen(deps.parcels, ref, parcel.parcelId, dueMs, (found) => ({
        lane: laneFor(found, entry),
        figures: expecting(found.figures, entry.version),
      }));
      if (again !== undefined) reopened.push(again);
    });
  }
  return reopened.toSorted((a, b) => a.bell - b.bell || (a.parcelId < b.parcelId ? -1 : 1));
}

function isPosted({ version, kind, approval }: Speaking, entry: Entry): boolean {
  return version < entry.version && kind !== 'Corrected' && (approval === 'given' || approval === 'not-needed');
}

/** One whose turn is still to come, untouched, finds by itself what is wanted; one that was given up waits for a person. */
function needsTurn({ channel, status, figures, dueMs, leaseUntilMs }: Parcel, nowMs: number): boolean {
  const mayStand = figures.sent + figures.inDoubt > 0;
  if (channel === 'sns' || status === 'dead') return false;
  return mayStand || (status === 'open' && (leaseUntilMs > nowMs || dueMs > nowMs));
}

function isToReadOtherwise(
  { clocks }: ReopenDeps,
  { entry, state }: DeclarationReading,
  { entry: ref, noticeId, audience, channel, unit, schoolId }: Parcel,
  recorded: RecordedSchools,
): boolean {
  const division = unit.split('/')[1];
  const place = { channel, schoolId, ...(division === undefined ? {} : { division }) };
  const speaks = (notice: NoticeRef): boolean => renderingOf(notice, place, recorded) !== undefined;
  const now = { ms: clocks.machine.now(), calendar: clocks.calendar.now() };
  const { face } = wantedFace(state, { version: ref.version, noticeId, to: { audience, channel, unit }, speaks }, now);
  return causeOf(face) === entry.version;
}

/** Until its worker has counted: every post that stands is to read otherwise. */
function expecting(figures: Figures, by: number): Figures {
  const { sent } = figures;
  return sent === 0 ? figures : { ...figures, edited: [{ ...noEdits(by), wanted: sent, pending: sent }] };
}

/** A channel of Teams takes one request a second: the new post first, then the edit of the old one. */
function headStart({ channel }: Parcel, { kind }: Entry): number {
  return channel === 'teams' && kind !== 'Corrected' ? headStartMs : 0;
}

/** Edits are urgent (DELIVERY 5); first words that are still to be posted keep their turn. */
function laneFor({ lane, status, figures }: Parcel, { kind }: Entry): Parcel['lane'] {
  return kind === 'Corrected' && status === 'open' && figures.pending > 0 ? lane : 'urgent';
}
