import { digestOf } from '../core/hash.ts';
import { compareInstants, type Temporal } from '../core/time.ts';
import { bellwether } from './bellwether.ts';
import type { Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { NotOpen } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { lapsesAt } from './lapse-of.ts';
import { rulesRows } from './rules-rows.ts';
import type { DeclarationState } from './state.ts';

/** Something that awaited approval too long. */
export type Lapsing = { readonly declarationId: string; readonly version: number };

/** What has lapsed of these declarations and is not noted yet. */
export function lapsed(states: Iterable<DeclarationState>, now: Temporal.Instant): Lapsing[] {
  return [...states].flatMap(({ declarationId, pending, ended }) =>
    pending !== undefined && ended === undefined && compareInstants(lapsesAt(pending), now) <= 0
      ? [{ declarationId, version: pending.version }]
      : [],
  );
}

/** How the ledger recognises the same lapse when it is noted again. */
export function lapseCommand(schoolYear: string, lapsing: Lapsing): { commandId: string; bodyHash: string } {
  const bodyHash = digestOf(lapsing);
  return { commandId: digestOf(['lapsed', schoolYear, bodyHash]), bodyHash };
}

/**
 * Notes that what awaited approval has lapsed (USERS V14): nothing of it is ever posted, and what stood before it goes on standing. Throws
 * `NotOpen` where somebody answered meanwhile.
 */
export function lapse(lapsing: Lapsing, facts: RecordFacts): Decided {
  const { declarationId, version } = lapsing;
  const state = findDeclaration(declarationId, facts);
  const due = lapsed([state], facts.clocks.calendar.now());
  if (due[0]?.version !== version) {
    throw new NotOpen(`Entry ${version} of ${declarationId} awaits nothing any more.`, { declarationId, version });
  }
  const caller = { by: bellwether, ...lapseCommand(facts.schoolYear.id, lapsing) };
  return { draft: draftEntry('Lapsed', declarationId, caller, facts), contents: rulesRows(facts) };
}
