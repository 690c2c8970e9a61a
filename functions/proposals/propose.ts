import { localDate, Temporal } from '../core/time.ts';
import { byPolicy } from './by-policy.ts';
import { decidedBy } from './decided.ts';
import { draftIncident } from './draft-incident.ts';
import { draftWeather } from './draft-weather.ts';
import { matchDrafts } from './match-drafts.ts';
import { mergeIncident } from './merge-incident.ts';
import type { Proposal } from './proposal.ts';
import type { ProposeFacts } from './propose-facts.ts';
import { settleDraft, settleLeft } from './settle.ts';

/** How long a proposal that is no longer open stays to be seen after its last day. */
const keptDays = 30;

/**
 * The proposals of a school year from everything they rest on; with the same facts the same proposals, revisions included, so that the
 * same alert again changes nothing. What was declared stays declared whatever the weather does after it.
 */
export function propose(facts: ProposeFacts): Proposal[] {
  const { district, signals, declarations, now, previous } = facts;
  const decided = decidedBy(declarations);
  const storms = byPolicy(draftWeather(district, signals, decided, now), facts);
  const drafts = mergeIncident(storms, draftIncident(district, signals, decided, now));
  const { matched, left } = matchDrafts(drafts, previous?.proposals ?? []);
  const settled = matched.flatMap((match) => settleDraft(match, facts) ?? []);
  const rest = left.map((before) => settleLeft(before, decided, settled, facts));
  const oldest = Temporal.PlainDate.from(localDate(now, district.timeZone)).subtract({ days: keptDays }).toString();
  return [...settled, ...rest]
    .filter((proposal) => proposal.status === 'open' || lastDay(proposal) >= oldest)
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function lastDay({ days }: Proposal): string {
  return days.at(-1)?.date ?? '';
}

function orderOf({ days, proposalId }: Proposal): string {
  return `${days[0]?.date ?? ''} ${proposalId}`;
}
