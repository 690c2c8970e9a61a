import { compareInstants, parseInstant } from '../core/time.ts';
import type { PlaceFigures } from './place-figures.ts';
import type { Receipt } from './receipt.ts';

const counted = ['planned', 'sent', 'failed', 'inDoubt', 'superseded', 'expired'] as const;

/** Figures by the name of each count. */
export type Counts = Pick<PlaceFigures, (typeof counted)[number]>;

/** Receipts counted by school and channel, in the order of their ids. */
export function countPlaces(
  receipts: readonly Pick<Receipt, 'schoolId' | 'channel' | 'status' | 'sentAt'>[],
): PlaceFigures[] {
  return sumPlaces(
    receipts.map(({ schoolId, channel, status, sentAt }) => {
      const is = (one: Receipt['status']): number => (status === one ? 1 : 0);
      const counts = {
        planned: 1,
        sent: is('sent'),
        failed: is('failed'),
        inDoubt: is('in-doubt'),
        superseded: is('superseded'),
        expired: is('expired'),
      };
      const at = status === 'sent' && sentAt !== undefined ? { firstSentAt: sentAt, lastSentAt: sentAt } : {};
      return { schoolId, channel, ...counts, ...at };
    }),
  );
}

/** Figures of the same school and channel as one. */
export function sumPlaces(places: readonly PlaceFigures[]): PlaceFigures[] {
  return [...Map.groupBy(places, ({ schoolId, channel }) => `${schoolId} ${channel}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of;
      if (first === undefined) return [];
      const { schoolId, channel } = first;
      return [{ schoolId, channel, ...sumCounts(of), ...spanOf(of) }];
    });
}

/** The sum of figures, whatever they are figures of. */
export function sumCounts(figures: readonly Counts[]): Counts {
  const sum = (name: keyof Counts): number => figures.reduce((total, one) => total + one[name], 0);
  return {
    planned: sum('planned'),
    sent: sum('sent'),
    failed: sum('failed'),
    inDoubt: sum('inDoubt'),
    superseded: sum('superseded'),
    expired: sum('expired'),
  };
}

/** From the first to the last post among figures; empty where nothing was posted. */
export function spanOf(
  figures: readonly Pick<PlaceFigures, 'firstSentAt' | 'lastSentAt'>[],
): Pick<PlaceFigures, 'firstSentAt' | 'lastSentAt'> {
  const times = figures
    .flatMap(({ firstSentAt, lastSentAt }) => [firstSentAt, lastSentAt].filter((at) => at !== undefined))
    .map((at) => ({ at, instant: parseInstant(at) }))
    .toSorted((a, b) => compareInstants(a.instant, b.instant));
  const [first, last] = [times[0]?.at, times.at(-1)?.at];
  return first === undefined || last === undefined ? {} : { firstSentAt: first, lastSentAt: last };
}
