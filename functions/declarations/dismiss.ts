import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import type { RecordFacts } from './facts.ts';
import { rulesRows } from './rules-rows.ts';

export type Dismiss = { readonly caller: Caller; readonly proposalId: string; readonly reason: string };

/** Puts on record that somebody looked at a proposal and decided against it, and why. Its `declarationId` is the proposal's. */
export function dismiss({ caller, proposalId, reason }: Dismiss, facts: RecordFacts): Decided {
  return { draft: { ...draftEntry('Dismissed', proposalId, caller, facts), reason }, contents: rulesRows(facts) };
}
