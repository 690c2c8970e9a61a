import { sha256 } from '../core/hash.ts';
import type { Draft } from './draft.ts';
import type { Proposal } from './proposal.ts';

export type MatchedDraft = {
  readonly proposalId: string;
  readonly draft: Draft;
  readonly before: Proposal | undefined;
};

/**
 * Which proposal each draft goes on with: the one of its first signal's id, else one that shares a signal with it, so that a proposal
 * keeps its id when its first warning ends before the others. The rest of the drafts are new, the rest of the proposals have no draft.
 */
export function matchDrafts(
  drafts: readonly Draft[],
  previous: readonly Proposal[],
): { readonly matched: MatchedDraft[]; readonly left: Proposal[] } {
  const free = new Map(previous.map((proposal) => [proposal.proposalId, proposal]));
  const taken = new Map<Draft, Proposal>();
  const take = (draft: Draft, proposal: Proposal | undefined): void => {
    if (proposal === undefined || !free.delete(proposal.proposalId)) return;
    taken.set(draft, proposal);
  };
  for (const draft of drafts) take(draft, free.get(idOf(draft)));
  for (const draft of drafts) {
    if (taken.has(draft)) continue;
    const related = [...free.values()].filter((proposal) => isAbout(proposal, draft));
    take(draft, related.find(({ status }) => status !== 'lapsed') ?? related[0]);
  }
  const matched = drafts.map((draft) => {
    const before = taken.get(draft);
    return { proposalId: before?.proposalId ?? idOf(draft), draft, before };
  });
  return { matched, left: [...free.values()] };
}

/** A proposal's id: of its first signal's key. */
function idOf({ signals }: Draft): string {
  return sha256(signals[0]?.key ?? '').slice(0, 16);
}

/** A storm's proposal shows incidents too and is not theirs. */
function isAbout({ evidence }: Proposal, { kind, signals }: Draft): boolean {
  const ofWeather = evidence.some((it) => it.kind === 'weather');
  return ofWeather === (kind === 'weather') && evidence.some((it) => signals.some((s) => s.signalId === it.signalId));
}
