import type { Situation } from './proposal.ts';
import type { Review } from './review.ts';

/** The review that a declaration waits for, if there is one. */
export function openReview(situation: Situation | undefined, declarationId: string): Review | undefined {
  return situation?.reviews.find((review) => review.declarationId === declarationId);
}
