import type { District } from '../calendar/district.ts';
import { digestOf } from '../core/hash.ts';
import { formatInstant, type Temporal } from '../core/time.ts';
import type { Signal } from '../triggers/signal.ts';
import { compareGrounds } from './compare-grounds.ts';
import { groundsOf, type DaysAhead } from './grounds-of.ts';
import { isBegun } from './is-begun.ts';
import type { DeclaredBefore } from './ports.ts';
import type { Situation } from './proposal.ts';
import type { Review, Watched } from './review.ts';

export type ReviewFacts = {
  readonly district: District;
  readonly signals: readonly Signal[];
  readonly declarations: readonly DeclaredBefore[];
  readonly previous?: Pick<Situation, 'reviews' | 'watched'> | undefined;
  readonly now: Temporal.Instant;
};

export type Reviewed = Pick<Situation, 'reviews' | 'watched'>;

/**
 * Compares what standing declarations rested on with what is known now (USERS V16). A declaration is watched from the first time it is seen,
 * which is when it is made; while its grounds differ a review is open, asked once however often it is computed, until it is kept, changed or
 * its last date begins. Alerts that come back to what they were leave nothing to ask. It never undoes anything.
 */
export function reviewDeclarations(facts: ReviewFacts): Reviewed {
  const found = facts.declarations.flatMap((declaration) => reviewOne(declaration, facts) ?? []);
  return { reviews: found.flatMap(({ review }) => review ?? []), watched: found.map(({ watched }) => watched) };
}

type Found = { readonly watched: Watched; readonly review?: Review };

function reviewOne(declaration: DeclaredBefore, facts: ReviewFacts): Found | undefined {
  const { declarationId } = declaration;
  const version = standingVersion(declaration);
  const ahead = daysAhead(declaration, facts);
  if (version === undefined || ahead.length === 0) return undefined;
  const before = facts.previous?.watched.find((one) => one.declarationId === declarationId && one.version === version);
  const grounds = groundsOf(declaration, ahead, facts, before?.grounds);
  if (before === undefined) return { watched: { declarationId, version, grounds } };
  const keptTimes = declaration.entries.filter(({ kind, seen }) => kind === 'Reviewed' && seen !== undefined);
  const wasKept = keptTimes.some(({ seen }) => seen === before.asked?.digest);
  const base = (wasKept ? before.asked?.grounds : undefined) ?? before.grounds;
  const changes = compareGrounds(base, grounds);
  if (changes.length === 0) return { watched: { declarationId, version, grounds: base } };
  // Keeping it once does not answer the same change when it comes back later.
  const digest = digestOf({ declarationId, version, kept: keptTimes.length, changes });
  const dates = [...new Set(ahead.map(({ date }) => date))].sort();
  const review = { ...sinceWhen(digest, changes, declarationId, facts), declarationId, digest, dates };
  return { watched: { declarationId, version, grounds: base, asked: { digest, grounds } }, review };
}

/** A review that only loses what has begun meanwhile is still the same question. */
function sinceWhen(
  digest: string,
  changes: string[],
  declarationId: string,
  { previous, district, now }: ReviewFacts,
): Pick<Review, 'reviewId' | 'what' | 'changes' | 'since'> {
  const last = previous?.reviews.find((one) => one.declarationId === declarationId);
  const asked = { what: `${changes.join('; ')}.`, changes };
  if (last !== undefined && changes.every((change) => last.changes.includes(change)))
    return { reviewId: last.reviewId, since: last.since, ...asked };
  return { reviewId: digest.slice(0, 16), since: formatInstant(now, district.timeZone), ...asked };
}

/** The entry that people rely on; undefined for what does not stand, a drill, or what is only on record. */
function standingVersion({ ended, content, speaking }: DeclaredBefore): number | undefined {
  if (ended !== undefined || content.declaration.drill || content.declaration.recordOnly) return undefined;
  const standing = speaking.filter(({ approval }) => approval === 'given' || approval === 'not-needed');
  // Other words for the same days rest on what the days were declared on.
  return standing.findLast(({ kind }) => kind !== 'Corrected')?.version;
}

/** Dates of which no school has begun: nobody is asked about a day that is under way. */
function daysAhead({ content }: DeclaredBefore, { district, now }: ReviewFacts): DaysAhead {
  const begun = new Set(
    content.days
      .filter(({ date, units }) => units.some((unit) => isBegun(district, unit, date, now)))
      .map(({ date }) => date),
  );
  return content.days.filter(({ date, units }) => units.length > 0 && !begun.has(date));
}
