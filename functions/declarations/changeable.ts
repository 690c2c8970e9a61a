import { NotOpen } from './errors.ts';
import type { Content } from './entry.ts';
import type { Facts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import type { DeclarationState } from './state.ts';
import { statusAt } from './status-at.ts';

/** A declaration that can still be changed, and the content that a change starts from. */
export type Changeable = {
  readonly state: DeclarationState;
  /** What awaits approval, for changing that voids it (S-04); else what stands. */
  readonly base: Content;
  /** What was posted; absent while nothing was. */
  readonly posted?: Content;
};

/**
 * The declaration, if it can be amended, corrected or resumed; also one whose days are over, for the record (USERS E20). Throws
 * `UnknownDeclaration`, or `NotOpen` with what to do instead.
 */
export function changeable(declarationId: string, facts: Pick<Facts, 'entries' | 'schoolYear' | 'clocks'>): Changeable {
  const state = findDeclaration(declarationId, facts);
  const nowMs = facts.clocks.machine.now();
  const { ended, pending, standing } = state;
  const refuse = (message: string): never => {
    throw new NotOpen(message, { declarationId, status: statusAt(state, nowMs) });
  };
  if (ended !== undefined && ended !== 'closed') refuse(`${declarationId} is ${ended}: declare anew.`);
  if ((standing?.releasesAtMs ?? 0) > nowMs) {
    refuse(`Nothing of ${declarationId} is posted yet: stop it and declare anew, or wait until its hold is over.`);
  }
  const base = pending?.content ?? state.content;
  return standing === undefined ? { state, base } : { state, base, posted: standing.content };
}

/** Throws unless something of it was posted and nothing awaits approval: what is taken back or corrected has to stand. */
export function refuseUnsettled({ state, posted }: Changeable): void {
  const { declarationId, pending } = state;
  const status = pending === undefined ? 'declared' : 'awaiting-approval';
  if (posted === undefined) {
    throw new NotOpen(`Nothing of ${declarationId} was posted: amend or reject it instead.`, { declarationId, status });
  }
  if (pending === undefined) return;
  const message = `A change by ${pending.by.name} awaits approval: have it approved or rejected first.`;
  throw new NotOpen(message, { declarationId, status });
}
