import { compareInstants, parseInstant } from '../core/time.ts';
import { refuseUnexplained } from './amend.ts';
import { changeable, refuseUnsettled, type Changeable } from './changeable.ts';
import type { Correction } from './correction.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { NotOpen } from './errors.ts';
import type { Facts } from './facts.ts';
import { previewCorrection } from './preview-correction.ts';
import { refuseUnseen } from './refuse.ts';
import { speak } from './speak.ts';
import { writeRevisions } from './write-notices.ts';

/** Somebody corrects words that stand, and says why. */
export type Correct = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly correction: Correction;
  readonly reason: string;
  readonly seen: string;
};

/** Corrections of a declaration within a day; whoever needs more has something new to say (S-06). */
const mostInADay = 3;

/**
 * Corrects the words of every notice that stands: the same notices, in newer words. Throws `UnknownDeclaration`, `NotOpen`, `InvalidInput` or
 * `ChangedSinceSeen`.
 */
export function correct({ caller, declarationId, correction, reason, seen }: Correct, facts: Facts): Decided {
  const of = correctable(declarationId, facts);
  refuseUnexplained(reason, 'The correction');
  const { preview, revisions } = previewCorrection(correction, of, facts);
  refuseUnseen(seen, preview.answer);
  const draft = draftEntry('Corrected', declarationId, caller, facts);
  const written = writeRevisions(revisions, draft.at, facts);
  return speak({ ...draft, seen, reason }, { ...preview, written }, 0, facts);
}

/** The declaration, if its words can be corrected; throws `UnknownDeclaration` or `NotOpen`. */
export function correctable(
  declarationId: string,
  facts: Pick<Facts, 'entries' | 'schoolYear' | 'clocks'>,
): Changeable {
  const of = changeable(declarationId, facts);
  refuseUnsettled(of);
  const since = facts.clocks.calendar.now().subtract({ hours: 24 });
  const lately = of.state.speaking.filter(
    ({ kind, approval, at }) =>
      kind === 'Corrected' && approval !== 'refused' && compareInstants(parseInstant(at), since) > 0,
  );
  if (lately.length < mostInADay) return of;
  const message = `${declarationId} was corrected ${lately.length} times within a day: amend it, so that people hear of it.`;
  throw new NotOpen(message, { declarationId, corrections: lately.length });
}
