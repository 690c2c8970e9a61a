import { parseInstant } from '../core/time.ts';
import type { Delivery } from './delivery.ts';
import { editsOf, sumOfEdits } from './edit-figures.ts';
import type { Figures } from './parcel.ts';
import type { Wanted } from './wanted-face.ts';

/** Figures before anything was attempted. */
export function noFigures(planned: number): Figures {
  const none = { sent: 0, failed: 0, inDoubt: 0, superseded: 0, expired: 0, escalated: 0 };
  return { planned, ...none, pending: planned };
}

/**
 * Absolute figures of a parcel from the rows of its targets, `undefined` where there is none: never counted up, always counted anew. Without what
 * is wanted only those edits count that were begun.
 */
export function figuresOf(rows: readonly (Delivery | undefined)[], wanted?: Wanted): Figures {
  const count = (status: Delivery['status']): number => rows.filter((row) => row?.status === status).length;
  const settled = {
    sent: count('sent'),
    failed: count('failed'),
    inDoubt: count('in-doubt'),
    superseded: count('superseded'),
    expired: count('expired'),
  };
  const pending = rows.length - Object.values(settled).reduce((sum, one) => sum + one, 0);
  const escalated = rows.filter((row) => row?.status === 'in-doubt' && row.escalated).length;
  const sentAt = rows.flatMap((row) => (row?.status === 'sent' && row.sentAt !== undefined ? [row.sentAt] : []));
  return { planned: rows.length, ...settled, pending, escalated, ...spanOf(sentAt), ...editsOf(rows, wanted) };
}

/** The sum over parcels: what a progress is. */
export function sumOf(figures: readonly Figures[]): Figures {
  const sum = (pick: (one: Figures) => number): number => figures.reduce((total, one) => total + pick(one), 0);
  const times = figures.flatMap((one) => [one.firstSentAt, one.lastSentAt].filter((at) => at !== undefined));
  return {
    planned: sum((one) => one.planned),
    sent: sum((one) => one.sent),
    failed: sum((one) => one.failed),
    inDoubt: sum((one) => one.inDoubt),
    pending: sum((one) => one.pending),
    superseded: sum((one) => one.superseded),
    expired: sum((one) => one.expired),
    escalated: sum((one) => one.escalated),
    ...spanOf(times),
    ...sumOfEdits(figures.flatMap(({ edited }) => edited ?? [])),
  };
}

/** Each text is read once: sorting by comparisons would read it again for every pair, which showed in the profile of a fan-out. */
function spanOf(times: readonly string[]): Pick<Figures, 'firstSentAt' | 'lastSentAt'> {
  const sorted = times.map((at) => ({ at, ms: parseInstant(at).epochMilliseconds })).toSorted((a, b) => a.ms - b.ms);
  const [firstSentAt, lastSentAt] = [sorted[0]?.at, sorted.at(-1)?.at];
  return firstSentAt === undefined || lastSentAt === undefined ? {} : { firstSentAt, lastSentAt };
}
