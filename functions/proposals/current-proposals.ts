import { Conflict } from '../core/errors.ts';
import type { Proposal } from './proposal.ts';
import { type RecomputeDeps, recomputeSituation } from './recompute-situation.ts';

/**
 * The proposals of every school year as of now, those of this year computed anew. What is kept is as old as the last poll: a feed that fell
 * silent since then, or a deadline that has passed, would give what is proposed another digest than the preview of the same body (CONTRACT 5).
 */
export async function currentProposals(deps: RecomputeDeps): Promise<Proposal[]> {
  const { district, situations } = deps;
  try {
    await recomputeSituation(deps);
  } catch (error) {
    // Others are writing it at this moment: theirs is as new as ours.
    if (!(error instanceof Conflict)) throw error;
  }
  const kept = await Promise.all(district.schoolYears.map(({ id }) => situations.get(id)));
  return kept.flatMap((situation) => situation?.proposals ?? []);
}
