import type { Review } from '../proposals/review.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { ChangedSinceSeen, NotOpen } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { rulesRows } from './rules-rows.ts';
import { statusAt } from './status-at.ts';

/** Somebody has looked at what changed under a declaration, and leaves it as it is; `seen` is the review's digest. */
export type Keep = { readonly caller: Caller; readonly declarationId: string; readonly seen: string };

/** What keeping looks at: the record, and what the situation asks about the declaration. */
export type KeepFacts = RecordFacts & { readonly review: Pick<Review, 'digest' | 'what'> | undefined };

/**
 * Keeps a declaration as declared: the change is not asked about again (USERS V16). Throws `UnknownDeclaration`, `NotOpen` where nothing is
 * asked, or `ChangedSinceSeen` where something else has changed by now.
 */
export function keep({ caller, declarationId, seen }: Keep, facts: KeepFacts): Decided {
  const { review } = facts;
  const state = findDeclaration(declarationId, facts);
  if (review === undefined) {
    const status = statusAt(state, facts.clocks.machine.now());
    throw new NotOpen(`Nothing is asked about ${declarationId}: it stands as it is.`, { declarationId, status });
  }
  if (review.digest !== seen) {
    const message = `Something else has changed since: ${review.what} Look at it again.`;
    throw new ChangedSinceSeen(message, { declarationId, review });
  }
  const draft = draftEntry('Reviewed', declarationId, caller, facts);
  return { draft: { ...draft, seen, reason: review.what }, contents: rulesRows(facts) };
}
