import type { MachineMs } from '../core/clock.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { Content, NoticeRef } from '../declarations/entry.ts';
import { type Addressee, replacedBy } from '../declarations/live.ts';
import type { DeclarationState, Speaking } from '../declarations/state.ts';
import type { Face } from './delivery.ts';

/** What the posts of a parcel are to show now, and whether they may be edited to show it. */
export type Wanted = {
  readonly face: Face;
  /** Every face that the posts may ever have been made to show: a lost request may take effect late. */
  readonly possible: readonly Face[];
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
  const face: Face = { words: worded.version };
  const plain: Wanted = { face, possible: [face], overwrites: false, gate: { kind: 'open' } };
  if (own === undefined || state.ended === 'withdrawn') return plain;
  const corrections = correctionsOf(state, worded, now.ms);
  const marks = marksOf(state, own, worded, now.ms);
  const [correction, mark] = [corrections.at(-1), marks.at(-1)];
  const cause = mark ?? correction;
  if (cause === undefined) return plain;
  const words = correction?.version ?? worded.version;
  return {
    face: mark === undefined ? { words } : { words, mark: mark.version },
    possible: facesOf([worded.version, ...corrections.map(({ version }) => version)], marks),
    overwrites: mark?.kind === 'Retracted',
    gate: gateOfEdit(state, cause, now),
  };
}

function facesOf(words: readonly number[], marks: readonly Speaking[]): Face[] {
  return words.flatMap((one) => [{ words: one }, ...marks.map(({ version }) => ({ words: one, mark: version }))]);
}

/** The entry that a face follows: the newest of those that it shows. */
export function causeOf({ words, mark }: Face): number {
  return Math.max(words, mark ?? 0);
}

/** Whether two faces read the same. */
export function isSameFace(a: Face, b: Face): boolean {
  return a.words === b.words && a.mark === b.mark;
}

function correctionsOf(state: DeclarationState, worded: Worded, nowMs: MachineMs): Speaking[] {
  return state.speaking.filter(
    ({ kind, version, approval, releasesAtMs = 0, content }) =>
      kind === 'Corrected' &&
      version > worded.version &&
      (approval === 'given' || approval === 'not-needed') &&
      releasesAtMs <= nowMs &&
      content.notices.some((notice) => notice.noticeId === worded.noticeId && worded.speaks(notice)),
  );
}

/** What has taken its place, the newest last, while it was of use and in words for the place. */
function marksOf(
  state: DeclarationState,
  own: Speaking,
  { version, to, speaks }: Worded,
  nowMs: MachineMs,
): Speaking[] {
  return replacedBy(state, version, to, nowMs).filter(({ kind, at, content }) => {
    const wasOver = compareInstants(parseInstant(at), parseInstant(own.content.notAfter)) >= 0;
    const hasWords = content.notices.some((notice) => notice.audience === to.audience && speaks(notice));
    // On Friday the way back is about Monday alone: what was said of Friday still holds.
    const isOld = kind !== 'Resumed' || givesBack(own.content, content, to.unit);
    return hasWords && isOld && !wasOver && !content.declaration.recordOnly;
  });
}

/** Whether a day that was declared for a unit is regular now. */
function givesBack(before: Content, now: Content, unit: string): boolean {
  const isOf = ({ units }: Content['days'][number]): boolean =>
    units.some((one) => one === unit || one.startsWith(`${unit}/`));
  const regular = new Set(now.days.filter((day) => day.dayType === 'regular' && isOf(day)).map(({ date }) => date));
  return before.days.some((day) => day.dayType !== 'regular' && isOf(day) && regular.has(day.date));
}

function gateOfEdit({ heldUntilMs = 0 }: DeclarationState, { content }: Speaking, now: Now): Wanted['gate'] {
  if (compareInstants(now.calendar, parseInstant(content.notAfter)) >= 0) {
    return { kind: 'closed', reason: `it is of no use after ${content.notAfter}` };
  }
  return heldUntilMs > now.ms ? { kind: 'hold', untilMs: heldUntilMs } : { kind: 'open' };
}
