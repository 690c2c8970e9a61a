import type { District } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import type { Temporal } from '../core/time.ts';
import { isBegun } from './is-begun.ts';
import { isMoved } from './is-moved.ts';
import type { Proposal } from './proposal.ts';

type Shown = Pick<Proposal, 'status' | 'days' | 'decideBy'>;

/**
 * Whether an open proposal differs from the one before in what people act on: it was not open, other days, schools or day types, another
 * decide-by (USERS V15). That a day has begun meanwhile, and that the next one's time counts from then on, is no news to anybody.
 */
export function isNews(
  before: Shown,
  after: Shown,
  { district, now }: { readonly district: District; readonly now: Temporal.Instant },
): boolean {
  if (after.status !== 'open') return false;
  if (before.status !== 'open') return true;
  const asked = (days: Proposal['days']): string =>
    days
      .flatMap(({ date, dayType, schools }) =>
        resolveUnits(district, schools)
          .units.filter((unit) => !isBegun(district, unit, date, now))
          .map((unit) => `${date} ${unit} ${dayType}`),
      )
      .toSorted()
      .join();
  if (asked(before.days) !== asked(after.days)) return true;
  return before.days[0]?.date === after.days[0]?.date && isMoved(before.decideBy, after.decideBy);
}
