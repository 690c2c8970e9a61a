import { InvalidInput } from '../core/errors.ts';
import type { Changes } from './amendment.ts';
import { changeable } from './changeable.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import type { Facts } from './facts.ts';
import { previewAmendment } from './preview-amendment.ts';
import { refuseClaimed } from './refuse-claimed.ts';
import { refuseFindings, refuseUnseen } from './refuse.ts';
import { speak } from './speak.ts';

/** Somebody changes what is declared, and says why. */
export type Amend = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly changes: Changes;
  readonly reason: string;
  readonly seen: string;
};

/**
 * Amends, through the same checks as a declaration and without a hold: meanwhile the old word would stand. Throws `UnknownDeclaration`,
 * `NotOpen`, `InvalidInput`, `DayAlreadyDeclared`, `ChangedSinceSeen`, `BlockedByLaw` or `FindingsNeedReason`.
 */
export function amend({ caller, declarationId, changes, reason, seen }: Amend, facts: Facts): Decided {
  const of = changeable(declarationId, facts);
  refuseUnexplained(reason, 'The amendment');
  const previewed = previewAmendment(changes, of, facts);
  const { declaration, days, answer } = previewed;
  if (!declaration.drill) refuseClaimed(days, facts, declarationId);
  refuseUnseen(seen, answer);
  refuseFindings(answer.findings, declaration.reasons);
  return speak({ ...draftEntry('Amended', declarationId, caller, facts), seen, reason }, previewed, 0, facts);
}

/** Throws `InvalidInput` where no reason is given: it goes into the record, not into the notice. */
export function refuseUnexplained(reason: string, what: string): void {
  if (reason.trim() !== '') return;
  const message = 'say why: it goes into the record, not into the notice';
  throw new InvalidInput(what, [{ path: 'reason', message }]);
}
