import type { ResolvedDay } from './declaration.ts';
import type { DeclarationState } from './state.ts';

/** One unit on one date, of what day type. */
export type UnitDay = { readonly date: string; readonly unit: string; readonly dayType: ResolvedDay['dayType'] };

/** Each unit of each day by itself. */
export function unitDays(days: readonly ResolvedDay[]): UnitDay[] {
  return days.flatMap(({ date, dayType, units }) => units.map((unit) => ({ date, dayType, unit })));
}

/** A key that two declarations share exactly when they speak of the same unit on the same date. */
export function unitDayKey({ date, unit }: Pick<UnitDay, 'date' | 'unit'>): string {
  return `${date} ${unit}`;
}

/**
 * The days that a declaration claims for itself, so that no other may declare them: every instructional one unless it was taken back.
 * What was over when it was retracted stays claimed, for it has happened. A drill claims nothing.
 */
export function claimedDays(state: DeclarationState): UnitDay[] {
  if (state.ended === 'withdrawn' || state.ended === 'rejected' || state.ended === 'lapsed') return [];
  if (state.content.declaration.drill) return [];
  const takenBack = new Set<string>();
  let claimed: UnitDay[] = [];
  for (const { kind, approval, content } of state.speaking) {
    if (approval === 'refused') continue;
    const said = unitDays(content.days).filter((day) => day.dayType !== 'programs-only');
    if (kind === 'Retracted') {
      // One that still awaits approval has taken nothing back yet.
      if (approval !== 'awaiting') for (const day of said) takenBack.add(unitDayKey(day));
    } else {
      claimed = said;
    }
  }
  return claimed.filter((day) => !takenBack.has(unitDayKey(day)));
}
