import { digestOf } from '../core/hash.ts';
import { bellwether } from './bellwether.ts';
import type { Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { UnknownDeclaration } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { fold } from './fold.ts';
import { rulesRows } from './rules-rows.ts';
import type { Sealed } from './entry.ts';

/** Receipts of a speaking entry that stand in content rows and are now sealed. */
export type SealReceipts = Pick<Sealed, 'ofVersion' | 'receipts' | 'counts' | 'firstSentAt' | 'lastSentAt' | 'places'>;

/** How the ledger recognises the same receipts when they are sealed again. */
export function sealingCommand(schoolYear: string, receipts: SealReceipts): { commandId: string; bodyHash: string } {
  const bodyHash = digestOf(receipts);
  return { commandId: digestOf(['reached', schoolYear, bodyHash]), bodyHash };
}

/** Seals receipts into the ledger; a later seal of the same entry names the one that it replaces. Throws `UnknownDeclaration`. */
export function reached(receipts: SealReceipts, facts: RecordFacts): Decided {
  const { ofVersion } = receipts;
  const state = [...fold(facts.entries).values()].find((one) =>
    one.speaking.some(({ version }) => version === ofVersion),
  );
  if (state === undefined) {
    const message = `Version ${ofVersion} of ${facts.schoolYear.id} posted nothing: its receipts belong to another year.`;
    throw new UnknownDeclaration(message, { schoolYear: facts.schoolYear.id, version: ofVersion });
  }
  const caller = { by: bellwether, ...sealingCommand(facts.schoolYear.id, receipts) };
  const draft = draftEntry('Reached', state.declarationId, caller, facts);
  const last = state.sealed.get(ofVersion);
  const sealed = last === undefined ? receipts : { ...receipts, replaces: last.version };
  return { draft: { ...draft, sealed }, contents: rulesRows(facts) };
}
