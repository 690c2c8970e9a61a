import type { MachineMs } from '../core/clock.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { Content } from './entry.ts';
import type { DeclarationState, Speaking } from './state.ts';

/** Whom words are for: a unit's targets of an audience on a channel; a topic is for all units, `*`. */
export type Addressee = { readonly audience: string; readonly channel: string; readonly unit: string };

/** The moment of the question on both clocks, and of whom it is asked; without that it is asked of the entry as a whole. */
export type PostingMoment = {
  readonly nowMs: MachineMs;
  readonly calendarNow: Temporal.Instant;
  readonly to?: Addressee;
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
 * state that was read directly before. A version that says nothing in this declaration counts as withdrawn. An amendment takes the place of
 * what was said to those that it speaks to; for the others the earlier word stands, and still goes out.
 */
export function postingOf(state: DeclarationState, version: number, moment: PostingMoment): Posting {
  const entry = state.speaking.find((one) => one.version === version);
  if (entry === undefined || state.ended === 'withdrawn') return { kind: 'withdrawn' };
  if (entry.approval === 'awaiting' || entry.approval === 'refused') return { kind: 'not-approved' };
  const next = successorOf(state, entry, moment.to);
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

/** Whether an entry has words for somebody. Those of a divided school without a division are meant as soon as one division is. */
export function speaksTo({ notices }: Pick<Content, 'notices'>, { audience, channel, unit }: Addressee): boolean {
  const isMeant = (units: readonly string[]): boolean =>
    units.some((one) => one === unit || one.startsWith(`${unit}/`)) || channel === 'sns';
  return notices
    .filter((notice) => notice.audience === audience)
    .some(({ renderings }) => renderings.some((one) => one.channel === channel && isMeant(one.units)));
}

/** What says the whole again takes the place of all that was said; these speak only to those for whom something changes (DESIGN 3.11). */
const speaksToSome: ReadonlySet<string> = new Set(['Amended', 'Resumed']);

/** The entries that are out and have taken another's place for somebody, the newest last; none while that one stands for them. */
export function replacedBy(state: DeclarationState, version: number, to: Addressee, nowMs: MachineMs): Speaking[] {
  return successorsOf(state, version).filter((one) => (one.releasesAtMs ?? 0) <= nowMs && replaces(one, to));
}

function replaces(one: Speaking, whom: Addressee): boolean {
  return !speaksToSome.has(one.kind) || speaksTo(one.content, whom);
}

/** Later entries that may take an entry's place. A correction does not: it is a newer revision of the same words. */
function successorsOf({ speaking }: DeclarationState, after: number): Speaking[] {
  return speaking.filter(
    ({ version, kind, approval }) =>
      version > after && kind !== 'Corrected' && (approval === 'given' || approval === 'not-needed'),
  );
}

/** The next entry that takes this one's place for somebody, or for everybody. */
function successorOf(state: DeclarationState, entry: Speaking, to: Addressee | undefined): Speaking | undefined {
  const later = successorsOf(state, entry.version);
  if (to !== undefined) return later.findLast((one) => replaces(one, to));
  const isOver = addresseesIn(entry.content).every((whom) => later.some((one) => replaces(one, whom)));
  return isOver ? later.at(-1) : undefined;
}

function addresseesIn({ notices }: Content): Addressee[] {
  return notices.flatMap(({ audience, renderings }) =>
    renderings.flatMap(({ channel, units }) =>
      (channel === 'sns' ? ['*'] : units).map((unit) => ({ audience, channel, unit })),
    ),
  );
}

/** A channel's release is calendar time; the wait for it is as long on the machine's clock. */
function channelRelease(entry: Speaking, moment: PostingMoment): MachineMs {
  const release = moment.to === undefined ? undefined : entry.content.declaration.release[moment.to.channel];
  if (release === undefined || release === 'now') return 0;
  return moment.nowMs + moment.calendarNow.until(parseInstant(release)).total('milliseconds');
}
