import type { Delivery, EditStatus } from './delivery.ts';
import { shownBy } from './edit-step.ts';
import type { EditFigures, Figures } from './parcel.ts';
import { causeOf, isSameFace, type Wanted } from './wanted-face.ts';

type Count = Exclude<keyof EditFigures, 'by' | 'wanted'>;

const countOf: Readonly<Record<EditStatus, Count>> = {
  editing: 'pending',
  waiting: 'pending',
  'in-doubt': 'pending',
  done: 'done',
  'cannot-edit': 'cannotEdit',
  removed: 'removed',
  expired: 'expired',
};

/** The edits of some rows, each row once: under the entry that its newest edit follows, or the next one. A post that was posted in its newest words needs none. */
export function editsOf(rows: readonly (Delivery | undefined)[], wanted?: Wanted): Pick<Figures, 'edited'> {
  const each = rows.flatMap((row) => {
    const one = row?.status === 'sent' ? editOf(row, wanted) : undefined;
    return one === undefined ? [] : [{ ...noEdits(one.by), wanted: 1, [one.count]: 1 }];
  });
  return sumOfEdits(each);
}

/** Sums by the entry that the edits follow; nothing where there are none. */
export function sumOfEdits(edits: readonly EditFigures[]): Pick<Figures, 'edited'> {
  const edited = [...Map.groupBy(edits, ({ by }) => by)]
    .map(([by, of]) => of.reduce(add, noEdits(by)))
    .toSorted((a, b) => a.by - b.by);
  return edited.length === 0 ? {} : { edited };
}

/**
 * What a seal says of edits: how they ended, and the newest entry that one follows, so that the same edits anew are sealed anew. Nothing while none
 * was wanted: what was sealed before there were edits stays sealed.
 */
export function editCounts({ edited = [] }: Pick<Figures, 'edited'>): Readonly<Record<string, number>> {
  const newest = edited.findLast(({ wanted, pending }) => wanted > pending)?.by;
  if (newest === undefined) return {};
  const { done, cannotEdit, removed, expired } = edited.reduce(add, noEdits(newest));
  return { edited: done, cannotEdit, removed, editsExpired: expired, newestEdit: newest };
}

function editOf(row: Delivery, wanted: Wanted | undefined): { by: number; count: Count } | undefined {
  const { edit } = row;
  // Nothing can be edited there any more, whatever else is wanted.
  if (edit?.status === 'removed') return { by: causeOf(edit.face), count: 'removed' };
  const isDue = wanted !== undefined && !isSameFace(shownBy(row), wanted.face);
  if (isDue && (edit === undefined || !isSameFace(edit.face, wanted.face))) {
    return { by: causeOf(wanted.face), count: 'pending' };
  }
  return edit === undefined ? undefined : { by: causeOf(edit.face), count: countOf[edit.status] };
}

/** Before anything is wanted. */
export function noEdits(by: number): EditFigures {
  return { by, wanted: 0, done: 0, pending: 0, cannotEdit: 0, removed: 0, expired: 0 };
}

function add(a: EditFigures, b: EditFigures): EditFigures {
  return {
    by: a.by,
    wanted: a.wanted + b.wanted,
    done: a.done + b.done,
    pending: a.pending + b.pending,
    cannotEdit: a.cannotEdit + b.cannotEdit,
    removed: a.removed + b.removed,
    expired: a.expired + b.expired,
  };
}
