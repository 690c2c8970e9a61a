import { placesOf } from '../calendar/units.ts';
import { claimedDays, unitDayKey, unitDays } from './days-in-force.ts';
import type { ResolvedDay } from './declaration.ts';
import { DayAlreadyDeclared } from './errors.ts';
import type { Facts } from './facts.ts';
import { fold } from './fold.ts';

/**
 * A unit has one instructional declaration a date (CONTRACT 5); `programs-only` may stand beside it. Throws `DayAlreadyDeclared` for days that
 * another declaration has than `of`, the one that is changed.
 */
export function refuseClaimed(days: readonly ResolvedDay[], { entries, district }: Facts, of?: string): void {
  const wanted = new Map(
    unitDays(days)
      .filter((day) => day.dayType !== 'programs-only')
      .map((day) => [unitDayKey(day), day]),
  );
  for (const state of fold(entries).values()) {
    if (state.declarationId === of) continue;
    const taken = claimedDays(state).filter((day) => wanted.has(unitDayKey(day)));
    if (taken.length === 0) continue;
    const { declarationId, author } = state;
    const dates = [...new Set(taken.map((day) => day.date))];
    const schools = placesOf(
      district,
      taken.map((day) => day.unit),
    );
    const message = `${dates.join(', ')} is already declared for ${schools.join(', ')} by ${author.name} (${declarationId}): change that declaration, or retract it first.`;
    const at = state.speaking[0]?.at;
    const amend = `/v1/declarations/${declarationId}/amend`;
    throw new DayAlreadyDeclared(message, { declarationId, by: author.name, at, dates, schools, amend });
  }
}
