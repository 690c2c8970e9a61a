import { InvalidInput } from '../core/errors.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { NotOpen } from './errors.ts';
import type { Facts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { previewRetraction } from './preview-retraction.ts';
import { refuseUnseen } from './refuse.ts';
import type { Retraction } from './retraction.ts';
import { speak } from './speak.ts';
import type { DeclarationState } from './state.ts';
import { statusAt } from './status-at.ts';

/** Somebody takes a declaration back, says what comes instead and why. */
export type Retract = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly retraction: Retraction;
  readonly reason: string;
  readonly seen: string;
};

/**
 * Retracts what was posted, without a hold: every minute of it is a minute in which the old word stands. Throws `UnknownDeclaration`,
 * `NotOpen`, `InvalidInput` or `ChangedSinceSeen`.
 */
export function retract({ caller, declarationId, retraction, reason, seen }: Retract, facts: Facts): Decided {
  const state = retractable(declarationId, facts);
  if (reason.trim() === '') {
    const message = 'say why it is taken back: it goes into the record, not into the notice';
    throw new InvalidInput('The retraction', [{ path: 'reason', message }]);
  }
  const previewed = previewRetraction(retraction, state, facts);
  refuseUnseen(seen, previewed.answer);
  const draft = draftEntry('Retracted', declarationId, caller, facts);
  return speak({ ...draft, seen, reason }, previewed, 0, facts);
}

/** The declaration, if it is one that can be retracted; throws `UnknownDeclaration` or `NotOpen` with what to do instead. */
export function retractable(
  declarationId: string,
  facts: Pick<Facts, 'entries' | 'schoolYear' | 'clocks'>,
): DeclarationState {
  const state = findDeclaration(declarationId, facts);
  const nowMs = facts.clocks.machine.now();
  const refuse = (message: string): never => {
    throw new NotOpen(message, { declarationId, status: statusAt(state, nowMs) });
  };
  const { ended, pending, standing } = state;
  if (ended !== undefined) refuse(`${declarationId} is ${ended} already.`);
  if (standing === undefined) refuse(`Nothing of ${declarationId} was posted: stop or reject it instead.`);
  if (pending !== undefined)
    refuse(`A change by ${pending.by.name} awaits approval: have it approved or rejected first.`);
  if ((standing?.releasesAtMs ?? 0) > nowMs) refuse(`Nothing of ${declarationId} is posted yet: stop it instead.`);
  return state;
}
