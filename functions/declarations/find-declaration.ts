import type { Facts } from './facts.ts';
import { fold } from './fold.ts';
import type { DeclarationState } from './state.ts';
import { UnknownDeclaration } from './errors.ts';

/** The declaration as the ledger has it; throws `UnknownDeclaration` when the school year has none of this id. */
export function findDeclaration(declarationId: string, facts: Pick<Facts, 'entries' | 'schoolYear'>): DeclarationState {
  const state = fold(facts.entries).get(declarationId);
  if (state !== undefined) return state;
  const message = `There is no declaration ${declarationId} in ${facts.schoolYear.id}: look at GET /v1/declarations.`;
  throw new UnknownDeclaration(message, { declarationId, schoolYear: facts.schoolYear.id });
}
