import type { District } from '../calendar/district.ts';
import { resolveUnits } from '../calendar/resolve-units.ts';
import { normalHours } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import { canonicalJson } from '../core/hash.ts';
import { formatInstant, type Temporal } from '../core/time.ts';
import { coverageOf, weatherCover } from './coverage.ts';
import type { Decided } from './decided.ts';
import { describeChange } from './describe-change.ts';
import type { Draft } from './draft.ts';
import { evidenceAfter, refreshed } from './evidence.ts';
import { isNews } from './is-news.ts';
import type { MatchedDraft } from './match-drafts.ts';
import { openState, type State } from './open-state.ts';
import type { Proposal, ProposedDay } from './proposal.ts';
import type { ProposeFacts } from './propose-facts.ts';

/** The proposal of a draft; undefined where all of its days were decided before it was ever proposed. */
export function settleDraft({ proposalId, draft, before }: MatchedDraft, facts: ProposeFacts): Proposal | undefined {
  if (before !== undefined && staysSettled(before, draft, facts.district)) return asItStands(before, draft, facts);
  if (draft.days.length === 0) {
    return before && asItStands({ ...before, status: 'declared' }, draft, facts, { before });
  }
  return revised(openState(proposalId, draft, before, facts), before, facts);
}

/**
 * What becomes of a proposal whose signals ask for nothing any more: declared stays declared, open is over. One whose signals stand in another
 * that is open goes on there.
 */
export function settleLeft(
  before: Proposal,
  decided: Decided,
  open: readonly Proposal[],
  facts: ProposeFacts,
): Proposal {
  if (before.status === 'dismissed' || before.status === 'lapsed') return before;
  const wasDecided = before.days.every(({ date, dayType, schools }) =>
    unitsIn(facts.district, schools).every((unit) => decided(unit, date, dayType)),
  );
  const status = before.status === 'declared' || wasDecided ? 'declared' : 'lapsed';
  const host = status === 'lapsed' ? open.find((other) => other.status === 'open' && holds(other, before)) : undefined;
  const change = host && `Now part of the proposal ${host.proposalId}, which has the same days.`;
  return asItStands({ ...before, status }, undefined, facts, { before, change });
}

/** Whether a proposal shows every signal that another one still stands on, for one of its dates. */
function holds(host: Proposal, guest: Proposal): boolean {
  const shown = new Set(host.evidence.map(({ signalId }) => signalId));
  const live = guest.evidence.filter(({ status }) => status === 'open');
  const dates = new Set(host.days.map(({ date }) => date));
  return live.length > 0 && live.every((it) => shown.has(it.signalId)) && guest.days.some((day) => dates.has(day.date));
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
function asItStands(
  state: Proposal,
  draft: Draft | undefined,
  facts: ProposeFacts,
  { before = state, change }: { readonly before?: Proposal; readonly change?: string | undefined } = {},
): Proposal {
  const { district, signals, now } = facts;
  const cover = weatherCover(district, signals);
  const days = state.days.map((day) => {
    const units = unitsIn(district, day.schools);
    return isOver(district, units, day.date, now) ? day : { ...day, coverage: coverageOf(cover, units, day.date) };
  });
  const evidence =
    draft === undefined ? refreshed(state.evidence, signals) : evidenceAfter(draft.evidence, state.evidence, signals);
  // What could still be declared in part is the business of an open proposal.
  const { change: _, changedAt: __, revision: ___, news: ____, split: _____, ...rest } = state;
  return revised({ ...rest, days, evidence }, before, facts, change);
}

/** The next revision, or the one before where nothing of it differs. */
function revised(state: State, before: Proposal | undefined, facts: ProposeFacts, change?: string): Proposal {
  const changedAt = formatInstant(facts.now, facts.district.timeZone);
  if (before === undefined) return { ...state, changedAt, news: { revision: 1, at: changedAt }, revision: 1 };
  const { change: _, changedAt: __, news, revision, ...old } = before;
  if (canonicalJson(old) === canonicalJson(state)) return before;
  const next = revision + 1;
  const latest = isNews(before, state, facts) ? { revision: next, at: changedAt } : news;
  return {
    ...state,
    change: change ?? describeChange(before, state),
    changedAt,
    ...(latest === undefined ? {} : { news: latest }),
    revision: next,
  };
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
