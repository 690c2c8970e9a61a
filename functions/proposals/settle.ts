import type { District, SchoolYear } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import { normalHours } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import { canonicalJson } from '../core/hash.ts';
import { formatInstant, type Temporal } from '../core/time.ts';
import type { Signal } from '../triggers/signal.ts';
import { coverageOf, weatherCover } from './coverage.ts';
import type { Decided } from './decided.ts';
import { describeChange } from './describe-change.ts';
import type { Draft } from './draft.ts';
import { evidenceAfter, refreshed } from './evidence.ts';
import type { MatchedDraft } from './match-drafts.ts';
import type { DecisionFacts } from './ports.ts';
import type { Proposal, ProposedDay, Situation } from './proposal.ts';
import { selectorOf } from './selector.ts';
import { suggestDeclaration } from './suggest-declaration.ts';

/** Everything proposals rest on. */
export type ProposeFacts = DecisionFacts & {
  readonly district: District;
  readonly schoolYear: SchoolYear;
  readonly signals: readonly Signal[];
  readonly previous?: Situation | undefined;
  readonly now: Temporal.Instant;
};

type State = Omit<Proposal, 'change' | 'changedAt' | 'revision'>;

/** The proposal of a draft; undefined where all of its days were decided before it was ever proposed. */
export function settleDraft({ proposalId, draft, before }: MatchedDraft, facts: ProposeFacts): Proposal | undefined {
  if (before !== undefined && staysSettled(before, draft, facts.district)) return asItStands(before, draft, facts);
  if (draft.days.length === 0) {
    return before && asItStands({ ...before, status: 'declared' }, draft, facts, before);
  }
  return revised(openState(proposalId, draft, before, facts), before, facts);
}

/** What becomes of a proposal whose signals ask for nothing any more: declared stays declared, open is over. */
export function settleLeft(before: Proposal, decided: Decided, facts: ProposeFacts): Proposal {
  if (before.status === 'dismissed' || before.status === 'lapsed') return before;
  const wasDecided = before.days.every(({ date, dayType, schools }) =>
    unitsIn(facts.district, schools).every((unit) => decided(unit, date, dayType)),
  );
  const status = before.status === 'declared' || wasDecided ? 'declared' : 'lapsed';
  return asItStands({ ...before, status }, undefined, facts, before);
}

/** A dismissal holds until the evidence grows; and an incident that was decided asks for no further day by itself. */
function staysSettled(before: Proposal, draft: Draft, district: District): boolean {
  if (before.status === 'declared') return draft.kind === 'incident' && !hasNewSignal(before, draft);
  if (before.status !== 'dismissed') return false;
  if (hasNewSignal(before, draft)) return false;
  if (draft.kind === 'incident') return true;
  const known = new Set(
    before.days.flatMap((day) => unitsIn(district, day.schools).map((unit) => `${day.date} ${unit}`)),
  );
  return draft.days.every((day) => day.units.every((unit) => known.has(`${day.date} ${unit}`)));
}

function hasNewSignal(before: Proposal, draft: Draft): boolean {
  return draft.signals.some((signal) => !before.evidence.some((it) => it.signalId === signal.signalId));
}

/** The days, words and digest that people saw or decided on, with the weather and evidence of today beside them. */
function asItStands(state: Proposal, draft: Draft | undefined, facts: ProposeFacts, before = state): Proposal {
  const { district, signals, now } = facts;
  const cover = weatherCover(district, signals);
  const days = state.days.map((day) => {
    const units = unitsIn(district, day.schools);
    return isOver(district, units, day.date, now) ? day : { ...day, coverage: coverageOf(cover, units, day.date) };
  });
  const evidence =
    draft === undefined ? refreshed(state.evidence, signals) : evidenceAfter(draft.evidence, state.evidence, signals);
  const { change: _, changedAt: __, revision: ___, ...rest } = state;
  return revised({ ...rest, days, evidence }, before, facts);
}

function openState(proposalId: string, draft: Draft, before: Proposal | undefined, facts: ProposeFacts): State {
  const { district, signals, readiness } = facts;
  const declaration = suggestDeclaration(district, draft, readiness);
  const { digest, findings, decideBy, legalDeadline } = facts.preview(declaration);
  const cover = weatherCover(district, signals);
  const days = draft.days.map(({ date, dayType, units }): ProposedDay => {
    return { date, dayType, schools: selectorOf(district, units), coverage: coverageOf(cover, units, date) };
  });
  return {
    proposalId,
    status: 'open',
    digest,
    days,
    evidence: evidenceAfter(draft.evidence, before?.evidence ?? [], signals),
    findings: [...findings],
    readiness: { ...readiness },
    ...(decideBy === undefined ? {} : { decideBy }),
    ...(legalDeadline === undefined ? {} : { legalDeadline }),
    declaration,
  };
}

/** The next revision, or the one before where nothing of it differs. */
function revised(state: State, before: Proposal | undefined, { now, district }: ProposeFacts): Proposal {
  const changedAt = formatInstant(now, district.timeZone);
  if (before === undefined) return { ...state, changedAt, revision: 1 };
  const { change: _, changedAt: __, revision, ...old } = before;
  if (canonicalJson(old) === canonicalJson(state)) return before;
  return { ...state, change: describeChange(before, state), changedAt, revision: revision + 1 };
}

function unitsIn(district: District, schools: ProposedDay['schools']): string[] {
  return resolveUnits(district, schools).units;
}

function isOver(district: District, units: readonly string[], date: string, now: Temporal.Instant): boolean {
  return units.every((unitId) => {
    const unit = unitById(district, unitId);
    return unit === undefined || normalHours(district, unit, date).ends.epochMilliseconds <= now.epochMilliseconds;
  });
}
