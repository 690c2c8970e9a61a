import type { Flaw } from '../core/errors.ts';
import type { ResolvedDay } from './declaration.ts';
import { unitDayKey, unitDays } from './days-in-force.ts';
import { hasBegun, isOver } from './not-after.ts';
import type { Facts } from './facts.ts';
import type { DeclarationState } from './state.ts';

/** Days of a declaration that have not happened yet, and so can still become something else; all of them where it is on record only. */
export function openDays(state: DeclarationState, facts: Pick<Facts, 'district' | 'clocks'>): ResolvedDay[] {
  const { declaration, days } = state.content;
  return declaration.recordOnly ? [...days] : openPart(days, facts);
}

/** What of some days has not happened yet, unit by unit. */
export function openPart(days: readonly ResolvedDay[], facts: Pick<Facts, 'district' | 'clocks'>): ResolvedDay[] {
  return partLeft(days, isOver, facts);
}

/** What of some days has not begun yet, unit by unit. */
export function aheadPart(days: readonly ResolvedDay[], facts: Pick<Facts, 'district' | 'clocks'>): ResolvedDay[] {
  return partLeft(days, hasBegun, facts);
}

function partLeft(
  days: readonly ResolvedDay[],
  isGone: typeof isOver,
  { district, clocks }: Pick<Facts, 'district' | 'clocks'>,
): ResolvedDay[] {
  const now = clocks.calendar.now();
  return days.flatMap((day) => {
    const units = day.units.filter((unit) => !isGone(district, unit, day.date, now));
    return units.length === 0 ? [] : [{ ...day, units }];
  });
}

/**
 * What the open days become: the given ones, and for every school that they leave out the day as the calendar has it. Days on which only
 * programs changed stay that, for `regular` would promise school on a day without.
 */
export function resultingDays(open: readonly ResolvedDay[], given: readonly ResolvedDay[]): ResolvedDay[] {
  const said = new Set(unitDays(given).map(unitDayKey));
  const rest = open.flatMap(({ date, dayType, units }): ResolvedDay[] => {
    const left = units.filter((unit) => !said.has(unitDayKey({ date, unit })));
    if (left.length === 0) return [];
    return [{ date, dayType: dayType === 'programs-only' ? 'programs-only' : 'regular', units: left }];
  });
  return [...given, ...rest].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** A retraction gives back days of its own declaration and switches nothing to e-learning. */
export function flawsOfResult(open: readonly ResolvedDay[], given: readonly ResolvedDay[]): Flaw[] {
  const mine = new Set(unitDays(open).map(unitDayKey));
  return given.flatMap(({ date, dayType, units }, i): Flaw[] => {
    const foreign = units.filter((unit) => !mine.has(unitDayKey({ date, unit })));
    return [
      ...(dayType === 'e-learning'
        ? [{ path: `days[${i}].dayType`, message: 'a retraction cannot result in e-learning: declare it' }]
        : []),
      ...(foreign.length > 0
        ? [
            {
              path: `days[${i}]`,
              message: `${date} of ${foreign.join(', ')} is over or no day of this declaration: declare it separately`,
            },
          ]
        : []),
    ];
  });
}
