import { coverageOf, weatherCover } from './coverage.ts';
import { districtTimes } from './district-times.ts';
import type { Draft } from './draft.ts';
import { evidenceAfter } from './evidence.ts';
import { offerSplit } from './offer-split.ts';
import type { Proposal, ProposedDay } from './proposal.ts';
import { recommend } from './recommend.ts';
import { selectorOf } from './selector.ts';
import type { ProposeFacts } from './propose-facts.ts';
import { suggestDeclaration } from './suggest-declaration.ts';

/** A proposal without what is only known beside the one before it. */
export type State = Omit<Proposal, 'change' | 'changedAt' | 'revision' | 'news'>;

/** What is proposed for a draft now: its days as recommended, a body ready to declare, and by when. */
export function openState(proposalId: string, asked: Draft, before: Proposal | undefined, facts: ProposeFacts): State {
  const { district, signals, readiness, tools } = facts;
  const { draft, recommendation, findings: advice } = recommend(asked, tools);
  const declaration = suggestDeclaration(district, draft, readiness);
  const { digest, findings, decideBy, legalDeadline, decideBySchool = [] } = facts.preview(declaration);
  const cover = weatherCover(district, signals);
  const days = draft.days.map(({ date, dayType, units }): ProposedDay => {
    return { date, dayType, schools: selectorOf(district, units), coverage: coverageOf(cover, units, date) };
  });
  const own = days[0] && districtTimes(district, days[0].date);
  const split = offerSplit(draft, facts);
  return {
    proposalId,
    status: 'open',
    digest,
    days,
    evidence: evidenceAfter(draft.evidence, before?.evidence ?? [], signals),
    findings: [...advice, ...findings],
    readiness: { ...readiness },
    ...(recommendation === undefined ? {} : { recommendation }),
    ...(decideBy === undefined ? {} : { decideBy }),
    ...(legalDeadline === undefined ? {} : { legalDeadline }),
    ...(decideBySchool.length === 0 ? {} : { decideBySchool: [...decideBySchool] }),
    ...(own === undefined ? {} : { districtTimes: own }),
    ...(split === undefined ? {} : { split }),
    declaration,
  };
}
