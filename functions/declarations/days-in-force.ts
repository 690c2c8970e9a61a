import type { ResolvedDay } from './declaration.ts';
import type { DeclarationState, Speaking } from './state.ts';

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
 * The days that a declaration claims for itself, so that no other may declare them: every instructional one unless it was given back, by a
 * retraction or because a change made it regular again. What was over when it was retracted stays claimed, for it has happened; a change that
 * awaits approval claims its days beside those that stand, whatever becomes of it. A drill claims nothing.
 */
export function claimedDays(state: DeclarationState): UnitDay[] {
  if (state.ended === 'withdrawn' || state.ended === 'rejected' || state.ended === 'lapsed') return [];
  if (state.content.declaration.drill) return [];
  let claimed: UnitDay[] = [];
  for (const speaking of state.speaking) claimed = claimedAfter(claimed, speaking);
  return claimed;
}

function claimedAfter(before: UnitDay[], { kind, approval, content }: Speaking): UnitDay[] {
  if (approval === 'refused' || kind === 'Corrected') return before;
  const awaits = approval === 'awaiting';
  const said = unitDays(content.days).filter((day) => day.dayType !== 'programs-only');
  if (kind === 'Retracted') return awaits ? before : without(before, said);
  const instructional = kind === 'Declared' ? said : said.filter((day) => day.dayType !== 'regular');
  return awaits ? [...before, ...without(instructional, before)] : instructional;
}

function without(days: readonly UnitDay[], others: readonly UnitDay[]): UnitDay[] {
  const keys = new Set(others.map(unitDayKey));
  return days.filter((day) => !keys.has(unitDayKey(day)));
}
