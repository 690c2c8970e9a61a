import type { MachineMs } from '../core/clock.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { NoticeRef } from '../declarations/entry.ts';
import { type Addressee, replacedBy } from '../declarations/live.ts';
import type { DeclarationState, Speaking } from '../declarations/state.ts';
import type { Face } from './delivery.ts';

/** What the posts of a parcel are to show now, and whether they may be edited to show it. */
export type Wanted = {
  readonly face: Face;
  /** A retraction overwrites also what a teacher has changed; nothing else does (DELIVERY 5). */
  readonly overwrites: boolean;
  readonly gate:
    | { readonly kind: 'open' }
    | { readonly kind: 'hold'; readonly untilMs: MachineMs }
    | { readonly kind: 'closed'; readonly reason: string };
};

/** One parcel's words: an entry's notice for one place. */
export type Worded = {
  readonly version: number;
  readonly noticeId: string;
  readonly to: Addressee;
  /** Whether a notice has words for the place. */
  readonly speaks: (notice: NoticeRef) => boolean;
};

type Now = { readonly ms: MachineMs; readonly calendar: Temporal.Instant };

/**
 * What a parcel's posts are to show: the words of the newest correction that is out, and the mark of the newest entry that has taken their
 * place. What was of no more use when that was decided needs no mark. Pure: nothing is written for it until a post is edited.
 */
export function wantedFace(state: DeclarationState, worded: Worded, now: Now): Wanted {
  const own = state.speaking.find(({ version }) => version === worded.version);
  const plain: Wanted = { face: { words: worded.version }, overwrites: false, gate: { kind: 'open' } };
  if (own === undefined || state.ended === 'withdrawn') return plain;
  const correction = correctionOf(state, worded, now.ms);
  const mark = markOf(state, own, worded, now.ms);
  const cause = mark ?? correction;
  if (cause === undefined) return plain;
  const words = correction?.version ?? worded.version;
  return {
    face: mark === undefined ? { words } : { words, mark: mark.version },
    overwrites: mark?.kind === 'Retracted',
    gate: gateOfEdit(state, cause, now),
  };
}

/** The entry that a face follows: the newest of those that it shows. */
export function causeOf({ words, mark }: Face): number {
  return Math.max(words, mark ?? 0);
}

/** Whether two faces read the same. */
export function isSameFace(a: Face, b: Face): boolean {
  return a.words === b.words && a.mark === b.mark;
}

function correctionOf(state: DeclarationState, worded: Worded, nowMs: MachineMs): Speaking | undefined {
  return state.speaking.findLast(
    ({ kind, version, approval, releasesAtMs = 0, content }) =>
      kind === 'Corrected' &&
      version > worded.version &&
      (approval === 'given' || approval === 'not-needed') &&
      releasesAtMs <= nowMs &&
      content.notices.some((notice) => notice.noticeId === worded.noticeId && worded.speaks(notice)),
  );
}

function markOf(
  state: DeclarationState,
  own: Speaking,
  { version, to, speaks }: Worded,
  nowMs: MachineMs,
): Speaking | undefined {
  const later = replacedBy(state, version, to, nowMs);
  if (later === undefined || later.content.declaration.recordOnly) return undefined;
  const wasOver = compareInstants(parseInstant(later.at), parseInstant(own.content.notAfter)) >= 0;
  const hasWords = later.content.notices.some((notice) => notice.audience === to.audience && speaks(notice));
  return hasWords && !wasOver ? later : undefined;
}

function gateOfEdit({ heldUntilMs = 0 }: DeclarationState, { content }: Speaking, now: Now): Wanted['gate'] {
  if (compareInstants(now.calendar, parseInstant(content.notAfter)) >= 0) {
    return { kind: 'closed', reason: `it is of no use after ${content.notAfter}` };
  }
  return heldUntilMs > now.ms ? { kind: 'hold', untilMs: heldUntilMs } : { kind: 'open' };
}
