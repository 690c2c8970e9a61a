import { placesOf } from '../calendar/units.ts';
import type { Caller, Decided } from './decision.ts';
import { claimedDays, unitDayKey, unitDays } from './days-in-force.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import { draftEntry } from './draft-entry.ts';
import { DayAlreadyDeclared } from './errors.ts';
import type { Facts } from './facts.ts';
import { fold } from './fold.ts';
import { preview } from './preview.ts';
import { refuseFindings, refuseUnseen } from './refuse.ts';
import { speak } from './speak.ts';

/** A body that somebody declares, with the digest of the preview they saw. */
export type Declare = { readonly caller: Caller; readonly declaration: Declaration; readonly seen: string };

/**
 * Declares. Throws `InvalidInput`, `DayAlreadyDeclared`, `ChangedSinceSeen`, `BlockedByLaw` or `FindingsNeedReason`; nothing is posted
 * before the entry's `releasesAtMs`, which an approval sets where one is needed.
 */
export function declare({ caller, declaration, seen }: Declare, facts: Facts): Decided {
  const previewed = preview(declaration, facts);
  if (!declaration.drill) refuseClaimed(previewed.days, facts);
  refuseUnseen(seen, previewed.answer);
  refuseFindings(previewed.answer.findings, declaration.reasons);
  const draft = draftEntry('Declared', `d-${facts.ids.base32(10)}`, caller, facts);
  const holdMs = declaration.recordOnly ? 0 : facts.district.policy.holdSeconds * 1_000;
  return speak({ ...draft, seen }, previewed, holdMs, facts);
}

/** A unit has one instructional declaration a date (CONTRACT 5); `programs-only` may stand beside it. */
function refuseClaimed(days: readonly ResolvedDay[], { entries, district }: Facts): void {
  const wanted = new Map(
    unitDays(days)
      .filter((day) => day.dayType !== 'programs-only')
      .map((day) => [unitDayKey(day), day]),
  );
  for (const state of fold(entries).values()) {
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
