import type { Declaration, ResolvedDay } from './declaration.ts';
import { selectorOf } from './selector-of.ts';

/**
 * A declaration as it stands with other days. What was said of the decision before (who took it, when the next word comes, how children get home
 * that day, when to post, for which reasons) is left behind with it.
 */
export function withDays(declared: Declaration, days: readonly ResolvedDay[]): Declaration {
  const { nextUpdateAt: _update, decidedBy: _who, sameDay: _day, confirmed: _confirmed, ...kept } = declared;
  return {
    ...kept,
    days: days.map(({ units, sameDay: _mark, ...day }) => ({ ...day, schools: units.map(selectorOf) })),
    release: {},
    reasons: {},
  };
}
