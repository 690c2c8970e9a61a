import type { Flaw } from '../core/errors.ts';
import { changedDays } from './changed-days.ts';
import { unitDayKey, unitDays } from './days-in-force.ts';
import type { ResolvedDay } from './declaration.ts';
import type { Content } from './entry.ts';
import type { Facts } from './facts.ts';
import { isOver } from './not-after.ts';
import { openPart, resultingDays } from './resulting-days.ts';

/**
 * The days that an amendment leaves. What it does not change, and what has happened and is not named, stays as it was; whatever else it leaves
 * out is as the calendar has it, and said so.
 */
export function amendedDays(
  before: readonly ResolvedDay[],
  given: readonly ResolvedDay[],
  facts: Pick<Facts, 'district' | 'clocks'>,
): ResolvedDay[] {
  const changed = changedDays(before, given);
  const [named, changes, ahead] = [keysOf(given), keysOf(changed), keysOf(openPart(before, facts))];
  const kept = partOf(before, (key) => !changes.has(key) && (named.has(key) || !ahead.has(key)));
  const leftOut = partOf(before, (key) => !named.has(key) && ahead.has(key));
  return [...changed, ...kept, ...resultingDays(leftOut, [])].toSorted(byDate);
}

function keysOf(days: readonly ResolvedDay[]): ReadonlySet<string> {
  return new Set(unitDays(days).map(unitDayKey));
}

function partOf(days: readonly ResolvedDay[], isIn: (key: string) => boolean): ResolvedDay[] {
  return days.flatMap((day) => {
    const units = day.units.filter((unit) => isIn(unitDayKey({ date: day.date, unit })));
    return units.length === 0 ? [] : [{ ...day, units }];
  });
}

const byDate = (a: ResolvedDay, b: ResolvedDay): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/** A day that is over can become another for the record if it was declared, and no day that was said of classes is only about programs. */
export function flawsOfAmendedDays(
  { days: before, declaration: { recordOnly } }: Pick<Content, 'days' | 'declaration'>,
  given: readonly ResolvedDay[],
  { district, clocks }: Pick<Facts, 'district' | 'clocks'>,
): Flaw[] {
  const mine = new Map(unitDays(before).map((day) => [unitDayKey(day), day.dayType]));
  const now = clocks.calendar.now();
  return given.flatMap(({ date, dayType, units }): Flaw[] => {
    const typeBefore = (unit: string): string | undefined => mine.get(unitDayKey({ date, unit }));
    const isLate = (unit: string): boolean => typeBefore(unit) === undefined && isOver(district, unit, date, now);
    const late = recordOnly ? [] : units.filter(isLate);
    const unsaid = units.filter((unit) => !quiet.has(typeBefore(unit) ?? 'programs-only'));
    return [
      ...(late.length === 0
        ? []
        : [
            {
              path: 'days',
              message: `${date} is over for ${late.join(', ')} and was no day of this declaration: declare it with recordOnly`,
            },
          ]),
      ...(dayType !== 'programs-only' || unsaid.length === 0
        ? []
        : [
            {
              path: 'days',
              message: `classes of ${unsaid.join(', ')} have another day for ${date}: make it regular, and name the programs that change`,
            },
          ]),
    ];
  });
}

/** Day types of which classes have heard nothing, or that school is as ever. */
const quiet: ReadonlySet<string> = new Set(['programs-only', 'regular']);
