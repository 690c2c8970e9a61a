import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { NotOpen, NotTheAuthor } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { rulesRows } from './rules-rows.ts';
import type { DeclarationState } from './state.ts';
import { statusAt } from './status-at.ts';

/** Somebody presses Stop; with `pending`, on what awaits approval and on nothing else. */
export type Stop = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly reason?: string;
  readonly pending?: boolean;
};

/** How long a stop after the hold holds what is unsent, unless a decision comes first. */
export const stopHoldsMs = 10 * 60 * 1_000;

/** Nothing was posted yet can be promised only while the entry is sure to be in the ledger before the first post may start. */
export const withdrawGuardMs = 500;

/**
 * Stops: within its hold, or while it awaits approval, a declaration is withdrawn and nothing was posted; later what is unsent is held for
 * ten minutes, after which it goes on by itself. With `pending`, an author takes back what awaits approval, and what stands goes on being
 * posted. Throws `UnknownDeclaration`, `NotOpen` or `NotTheAuthor`.
 */
export function stop({ caller, declarationId, reason, pending = false }: Stop, facts: RecordFacts): Decided {
  const state = findDeclaration(declarationId, facts);
  const nowMs = facts.clocks.machine.now();
  const said = reason === undefined ? {} : { reason };
  if (pending) {
    const withdraws = ownPending(state, caller, nowMs);
    const draft = { ...draftEntry('Withdrawn', declarationId, caller, facts), ...said };
    return { draft: state.standing === undefined ? draft : { ...draft, withdraws }, contents: rulesRows(facts) };
  }
  refuseUnstoppable(state, nowMs);
  if (nothingPosted(state, nowMs)) {
    return { draft: { ...draftEntry('Withdrawn', declarationId, caller, facts), ...said }, contents: rulesRows(facts) };
  }
  const draft = draftEntry('Held', declarationId, caller, facts);
  return { draft: { ...draft, ...said, releasesAtMs: draft.atMs + stopHoldsMs }, contents: rulesRows(facts) };
}

/** The version of what awaits approval, if it is the caller's own. */
function ownPending(state: DeclarationState, { by }: Caller, nowMs: number): number {
  const { declarationId, ended, pending } = state;
  if (pending === undefined || ended !== undefined) {
    const status = statusAt(state, nowMs);
    throw new NotOpen(`Nothing of ${declarationId} awaits approval: it is ${status}.`, { declarationId, status });
  }
  if (pending.by.sub === by.sub) return pending.version;
  const message = `${pending.by.name} wrote what awaits approval, and can take it back: as somebody else, reject it or amend it.`;
  throw new NotTheAuthor(message, { declarationId, author: pending.by.sub });
}

function nothingPosted(state: DeclarationState, nowMs: number): boolean {
  if (state.standing === undefined) return true;
  // Only the first words of a declaration can be unsaid; after them something may stand in a class already.
  const isFirst = state.standing.version === state.speaking[0]?.version;
  return isFirst && nowMs < (state.standing.releasesAtMs ?? 0) - withdrawGuardMs;
}

function refuseUnstoppable(state: DeclarationState, nowMs: number): void {
  const { declarationId, heldUntilMs = 0 } = state;
  const status = statusAt(state, nowMs);
  if (state.ended !== undefined) {
    throw new NotOpen(`There is nothing to stop: ${declarationId} is ${status}.`, { declarationId, status });
  }
  if (state.content.declaration.recordOnly) {
    throw new NotOpen(`There is nothing to stop: ${declarationId} is on record only.`, { declarationId, status });
  }
  if (heldUntilMs > nowMs) {
    const seconds = Math.ceil((heldUntilMs - nowMs) / 1_000);
    const message = `It is stopped already and goes on by itself in ${seconds} s: retract it to take it back.`;
    throw new NotOpen(message, { declarationId, status, heldForSeconds: seconds });
  }
}
