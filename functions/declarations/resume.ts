import { refuseUnexplained } from './amend.ts';
import { changeable, refuseUnsettled, type Changeable } from './changeable.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { NotOpen } from './errors.ts';
import type { Facts } from './facts.ts';
import { previewResumption } from './preview-resumption.ts';
import { refuseClaimed } from './refuse-claimed.ts';
import { refuseUnseen } from './refuse.ts';
import type { Resumption } from './resumption.ts';
import { speak } from './speak.ts';

/** Somebody says from which day school is regular again, and why. */
export type Resume = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly resumption: Resumption;
  readonly reason: string;
  readonly seen: string;
};

/**
 * Announces the way back. Declared days from the first regular day on are given back. Throws `UnknownDeclaration`, `NotOpen`, `InvalidInput`,
 * `DayAlreadyDeclared` or `ChangedSinceSeen`.
 */
export function resume({ caller, declarationId, resumption, reason, seen }: Resume, facts: Facts): Decided {
  const of = resumable(declarationId, facts);
  refuseUnexplained(reason, 'The resumption');
  const previewed = previewResumption(resumption, of, facts);
  if (!previewed.declaration.drill) refuseClaimed(previewed.days, facts, declarationId);
  refuseUnseen(seen, previewed.answer);
  return speak({ ...draftEntry('Resumed', declarationId, caller, facts), seen, reason }, previewed, 0, facts);
}

/** The declaration, if its end can be announced; throws `UnknownDeclaration` or `NotOpen`. */
export function resumable(declarationId: string, facts: Pick<Facts, 'entries' | 'schoolYear' | 'clocks'>): Changeable {
  const of = changeable(declarationId, facts);
  refuseUnsettled(of);
  if (!of.base.declaration.recordOnly) return of;
  const message = `${declarationId} is on record only: nobody was posted to who could be called back.`;
  throw new NotOpen(message, { declarationId, status: 'declared' });
}
