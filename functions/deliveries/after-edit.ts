import { unreachable } from '../core/errors.ts';
import { pauseMs } from './advance.ts';
import type { Delivery, Edit, Face } from './delivery.ts';
import { shownBy } from './edit-step.ts';
import type { EditOutcome, Moment, Times } from './ports.ts';
import { isSameFace, type Wanted } from './wanted-face.ts';

/** A row in the middle of an edit. */
export type Edited = Delivery & { readonly edit: Edit };

/** What a post was found to show when it was read by its id. */
export type Reading =
  | { readonly kind: 'shows'; readonly face: Face }
  /** Words that are none of ours: somebody else has changed it. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'unable'; readonly permanent: boolean; readonly reason: string };

/** Doubts and failed readings of one edit before it is given up: some forty minutes of growing pauses. */
const mostFailures = 24;
/** Requests for one edit: each of them sets the same words, so that a few too many do no harm. */
const mostTries = 8;
/** A channel of Teams takes one request a second, whatever it is for. */
const afterReadingMs = 1_000;

export const removedByClass = 'removed by class';
export const changedByTeacher = 'somebody of the class has changed this post: it is left as it is';

/** The next revision of a row with another edit. Status, due time and reason of the delivery itself stay. */
function withEdit(row: Delivery, edit: Edit, more: Partial<Delivery> = {}): Edited {
  return { ...row, ...more, edit, revision: row.revision + 1 };
}

/** An edit towards a face, before its first request or, where it is the same, with what is known of it. */
function towards(row: Delivery, face: Face): Edit {
  const { edit } = row;
  if (edit === undefined || !isSameFace(edit.face, face)) {
    // A lost request for another face may still take effect over this one.
    const failures = edit !== undefined && isUnsure(edit) ? 1 : 0;
    return { status: 'waiting', face, tries: 0, refusals: 0, failures };
  }
  const { dueMs: _due, leaseUntilMs: _lease, reason: _reason, ...kept } = edit;
  return kept;
}

/** It was in doubt, and its closing reading is not yet made. */
function isUnsure({ failures, status, dueMs }: Edit): boolean {
  return failures > 0 && (status !== 'done' || dueMs !== undefined);
}

/** The row directly before a request that edits: with it in place nobody else edits this post. */
export function beginEdit(
  row: Delivery,
  face: Face,
  attempt: { readonly id: string; readonly nowMs: number },
  times: Times,
): Edited {
  const edit = towards(row, face);
  const leaseUntilMs = attempt.nowMs + times.leaseMs;
  return withEdit(row, { ...edit, status: 'editing', attemptId: attempt.id, leaseUntilMs, tries: edit.tries + 1 });
}

/** The row after its request, from the row of that request and what became of it. */
export function afterEdit(row: Edited, outcome: EditOutcome, now: Moment, times: Times): Edited {
  const edit = towards(row, row.edit.face);
  switch (outcome.kind) {
    case 'edited':
      return done(row, edit, now, times);
    case 'removed':
      return withEdit(row, { ...edit, status: 'removed', reason: removedByClass });
    case 'refused':
      return outcome.permanent
        ? given(row, edit, outcome.reason)
        : withEdit(row, postponed({ ...edit, tries: edit.tries - 1 }, outcome, now, times));
    case 'doubt':
      return doubted(row, edit, outcome.reason, now, times);
    default:
      return unreachable(outcome);
  }
}

/** What a reading makes of a row; `edit`: it may be edited now, for all that the reading says. */
export type Read = { readonly row: Edited } | 'edit';

/** Before an edit on a channel where others may change our posts: what they have changed is theirs. */
export function readBeforeEdit(row: Delivery, wanted: Wanted, reading: Reading, now: Moment, times: Times): Read {
  const edit = towards(row, wanted.face);
  switch (reading.kind) {
    case 'shows':
      return isSameFace(reading.face, wanted.face) ? { row: done(row, edit, now, times) } : 'edit';
    case 'changed':
      return wanted.overwrites ? 'edit' : { row: given(row, edit, changedByTeacher) };
    case 'removed':
      return { row: withEdit(row, { ...edit, status: 'removed', reason: removedByClass }) };
    case 'unable':
      return {
        row: reading.permanent ? given(row, edit, reading.reason) : withEdit(row, postponed(edit, reading, now, times)),
      };
    default:
      return unreachable(reading);
  }
}

/**
 * After a doubtful edit was read by its id, or one that had been in doubt for the last time: what it shows is what counts. Where nobody else
 * can change our posts, words that we do not recognise are ours, rewritten by the vendor.
 */
export function afterCheck(row: Edited, reading: Reading, { now, times, othersMayEdit, overwrites }: Checking): Edited {
  const wasDone = row.edit.status === 'done';
  const edit = towards(row, row.edit.face);
  switch (reading.kind) {
    case 'shows': {
      const shown = { shown: reading.face };
      if (!isSameFace(reading.face, edit.face)) return again(row, edit, now, shown);
      return wasDone ? withEdit(row, edit, shown) : done(row, edit, now, times);
    }
    case 'changed':
      if (wasDone) return withEdit(row, edit);
      return othersMayEdit && !overwrites ? given(row, edit, changedByTeacher) : again(row, edit, now);
    case 'removed':
      return withEdit(row, { ...edit, status: 'removed', reason: removedByClass });
    case 'unable':
      if (wasDone) return lastReading(row, edit, now, times);
      return reading.permanent ? given(row, edit, reading.reason) : doubted(row, edit, reading.reason, now, times);
    default:
      return unreachable(reading);
  }
}

type Checking = {
  readonly now: Moment;
  readonly times: Times;
  readonly othersMayEdit: boolean;
  readonly overwrites: boolean;
};

/** It was not edited in its time. */
export function expireEdit(row: Delivery, face: Face, reason: string): Edited {
  return withEdit(row, { ...towards(row, face), status: 'expired', reason });
}

/** An edit whose request was not made in time after it was noted. */
export function putBackEdit(row: Edited, now: Moment): Edited {
  const edit = towards(row, row.edit.face);
  return withEdit(row, { ...edit, status: 'waiting', tries: edit.tries - 1, dueMs: now.ms });
}

/** After a doubt it is read once more later: a lost request may yet take effect, over a newer one. */
function done(row: Delivery, edit: Edit, now: Moment, times: Times): Edited {
  const closing = edit.failures > 0 ? { dueMs: now.ms + times.closingLookMs } : {};
  const finished: Edit = { ...edit, status: 'done', editedAt: now.at, editedMs: now.ms, refusals: 0, ...closing };
  return withEdit(row, finished, { shown: edit.face });
}

function given(row: Delivery, edit: Edit, reason: string): Edited {
  return withEdit(row, { ...edit, status: 'cannot-edit', reason });
}

function postponed(
  edit: Edit,
  { reason, retryAfterMs = 0 }: { readonly reason: string; readonly retryAfterMs?: number },
  now: Moment,
  times: Times,
): Edit {
  const dueMs = Math.ceil(
    now.ms + Math.max(Math.min(retryAfterMs, times.refusalWaitMs), pauseMs(edit.refusals, times)),
  );
  return { ...edit, status: 'waiting', refusals: edit.refusals + 1, dueMs, reason };
}

function doubted(row: Delivery, edit: Edit, reason: string, now: Moment, times: Times): Edited {
  const failures = edit.failures + 1;
  if (failures >= mostFailures) return given(row, edit, `it cannot be told whether it was edited: ${reason}`);
  const dueMs = now.ms + pauseMs(failures - 1, times);
  return withEdit(row, { ...edit, status: 'in-doubt', failures, dueMs, reason });
}

/** It shows something older of ours: the edit was lost, or a lost one came after it. */
function again(row: Edited, edit: Edit, now: Moment, more: Partial<Delivery> = { shown: shownBy(row) }): Edited {
  const lost = { ...edit, failures: Math.max(1, edit.failures) };
  if (edit.tries >= mostTries) return withEdit(row, { ...lost, status: 'cannot-edit', reason: neverTakes }, more);
  return withEdit(row, { ...lost, status: 'waiting', dueMs: now.ms + afterReadingMs }, more);
}

const neverTakes = `edited ${mostTries} times without its words changing: look into the class`;

function lastReading(row: Edited, edit: Edit, now: Moment, times: Times): Edited {
  const failures = edit.failures + 1;
  if (failures >= mostFailures) return withEdit(row, { ...edit, failures });
  return withEdit(row, { ...edit, failures, dueMs: now.ms + pauseMs(failures - 1, times) });
}
