import { digestOf } from '../core/hash.ts';
import { compareInstants, instantOf, parseInstant, Temporal } from '../core/time.ts';
import { bellwether } from './bellwether.ts';
import type { Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import type { Closing, EntryKind } from './entry.ts';
import { NotOpen } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { rulesRows } from './rules-rows.ts';
import type { DeclarationState, Speaking } from './state.ts';
import { statusAt } from './status-at.ts';

/** A declaration whose days are over, as far as the calendar and the ledger know. */
export type ClosingDue = {
  readonly declarationId: string;
  /** The last day that it spoke of. */
  readonly date: string;
  /** Its newest entry that a closing has to take account of. */
  readonly ofVersion: number;
  /** What was posted, or would have been: each has to have its receipts before the declaration is closed. */
  readonly stood: readonly Speaking[];
};

/** What changes nothing of how a declaration ended. */
const aside: ReadonlySet<EntryKind> = new Set<EntryKind>(['DayClosed', 'Reviewed', 'Dismissed', 'Unknown']);

/**
 * Whether a declaration is to be closed: its last day has ended in the district's zone, nothing of it is of use any more, nothing awaits
 * approval, and nothing was closed since its newest entry. What never stood is not closed; what was taken back is, for it was posted.
 */
export function closingDue(
  state: DeclarationState,
  { now, timeZone }: { readonly now: Temporal.Instant; readonly timeZone: string },
): ClosingDue | undefined {
  const { declarationId, ended, pending, speaking, entries } = state;
  const stood = speaking.filter(({ approval }) => approval === 'given' || approval === 'not-needed');
  const date = stood
    .flatMap(({ content }) => content.days.map((day) => day.date))
    .toSorted()
    .at(-1);
  if (date === undefined || pending !== undefined) return undefined;
  if (ended === 'withdrawn' || ended === 'rejected' || ended === 'lapsed') return undefined;
  const midnight = instantOf(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), '00:00', timeZone);
  const ends = [midnight, ...stood.map(({ content }) => parseInstant(content.notAfter))];
  if (ends.some((end) => compareInstants(now, end) < 0)) return undefined;
  const newest = entries.findLast(({ kind }) => !aside.has(kind));
  const closed = entries.findLast(({ kind }) => kind === 'DayClosed');
  if (newest === undefined || (closed?.version ?? 0) > newest.version) return undefined;
  return { declarationId, date, ofVersion: newest.version, stood };
}

/** How the ledger recognises the same closing when it comes again: one for each newest entry that it takes account of. */
export function closeCommand(
  schoolYear: string,
  declarationId: string,
  { ofVersion }: Pick<ClosingDue, 'ofVersion'>,
): { commandId: string; bodyHash: string } {
  const bodyHash = digestOf({ declarationId, ofVersion });
  return { commandId: digestOf(['closed', schoolYear, bodyHash]), bodyHash };
}

/**
 * Closes a declaration with its figures; a later closing names the one that it replaces. Throws `UnknownDeclaration`, or `NotOpen` where
 * something came between: then it is closed on that, later.
 */
export function closeDay(
  { declarationId, closing }: { readonly declarationId: string; readonly closing: Closing & { ofVersion: number } },
  facts: RecordFacts,
): Decided {
  const state = findDeclaration(declarationId, facts);
  const { clocks, district, schoolYear } = facts;
  const due = closingDue(state, { now: clocks.calendar.now(), timeZone: district.timeZone });
  if (due?.ofVersion !== closing.ofVersion) {
    const status = statusAt(state, clocks.machine.now());
    throw new NotOpen(`${declarationId} has changed since it was to be closed.`, { declarationId, status });
  }
  const caller = { by: bellwether, ...closeCommand(schoolYear.id, declarationId, closing) };
  const draft = draftEntry('DayClosed', declarationId, caller, facts);
  const before = state.entries.findLast(({ kind }) => kind === 'DayClosed');
  const closes = before === undefined ? closing : { ...closing, replaces: before.version };
  return { draft: { ...draft, closes }, contents: rulesRows(facts) };
}
