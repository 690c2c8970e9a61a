import type { MachineMs } from '../core/clock.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { DeclarationState, Speaking } from './state.ts';

/** The moment of the question on both clocks, and the channel where release times differ by channel. */
export type PostingMoment = {
  readonly nowMs: MachineMs;
  readonly calendarNow: Temporal.Instant;
  readonly channel?: string;
};

/** Whether an entry may be posted now; `untilMs` is machine time, `by` the version that took its place. */
export type Posting =
  | { readonly kind: 'post' }
  | { readonly kind: 'hold'; readonly untilMs: MachineMs }
  | { readonly kind: 'superseded'; readonly by: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-approved' }
  | { readonly kind: 'withdrawn' };

/**
 * The gate before every attempt, repeat, redrive and retry (S-05): is this entry still the live one, released, and of use? Asked of a
 * state that was read directly before. A version that says nothing in this declaration counts as withdrawn.
 */
export function postingOf(state: DeclarationState, version: number, moment: PostingMoment): Posting {
  const entry = state.speaking.find((one) => one.version === version);
  if (entry === undefined || state.ended === 'withdrawn') return { kind: 'withdrawn' };
  if (entry.approval === 'awaiting' || entry.approval === 'refused') return { kind: 'not-approved' };
  const next = successorOf(state, version);
  const { nowMs, calendarNow } = moment;
  if (next !== undefined && (next.releasesAtMs ?? 0) <= nowMs) return { kind: 'superseded', by: next.version };
  if (compareInstants(calendarNow, parseInstant(entry.content.notAfter)) >= 0) return { kind: 'expired' };
  // A successor in its hold already stops what it replaces: nobody should get words that are being taken back.
  const untilMs = Math.max(
    entry.releasesAtMs ?? 0,
    state.heldUntilMs ?? 0,
    next?.releasesAtMs ?? 0,
    channelRelease(entry, moment),
  );
  return untilMs > nowMs ? { kind: 'hold', untilMs } : { kind: 'post' };
}

/** The next entry that takes this one's place. A correction does not: it is a newer revision of the same words (DESIGN 3.11). */
function successorOf(state: DeclarationState, version: number): Speaking | undefined {
  const later = state.speaking.filter((one) => one.version > version && one.kind !== 'Corrected');
  return later.findLast((one) => one.approval === 'given' || one.approval === 'not-needed');
}

/** A channel's release is calendar time; the wait for it is as long on the machine's clock. */
function channelRelease(entry: Speaking, moment: PostingMoment): MachineMs {
  const release = moment.channel === undefined ? undefined : entry.content.declaration.release[moment.channel];
  if (release === undefined || release === 'now') return 0;
  return moment.nowMs + moment.calendarNow.until(parseInstant(release)).total('milliseconds');
}
