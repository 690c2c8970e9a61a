import { Conflict } from '../core/errors.ts';
import { canonicalJson } from '../core/hash.ts';
import type { Decided } from './decision.ts';
import { currentSchema, firstPrev, maxEntryBytes, type Entry, type EntryDraft } from './entry.ts';
import { EntryTooLarge, IdempotencyMismatch, VersionTaken } from './errors.ts';
import { fold } from './fold.ts';
import type { ContentStore, Ledger, Signer } from './ports.ts';
import type { DeclarationState } from './state.ts';
import { entryHash } from './stored-entry.ts';
import { touches } from './touches.ts';

/** What an append needs; `readFacts` reads the year consistently, anew at every call. */
export type Appending<F extends { readonly entries: readonly Entry[] }> = {
  readonly ledger: Pick<Ledger, 'append'>;
  readonly contents: Pick<ContentStore, 'put'>;
  readonly signer: Pick<Signer, 'sign'>;
  readonly readFacts: () => Promise<F>;
};

/** How the ledger recognises a command: the same id with the same body is the same command. */
export type CommandKey = { readonly commandId: string; readonly bodyHash: string };

/** What became of a command: its entry, the declaration as that entry left it, and whether the command had been done before. */
export type Appended = {
  readonly entry: Entry;
  readonly state: DeclarationState | undefined;
  readonly repeated: boolean;
};

/** A decision is taken once, and again up to five times (DESIGN 3.1). */
const maxAttempts = 6;

/**
 * Decides on the year as it is and appends the entry by one conditional put, after the content rows that it names. A command that came
 * before answers as it did then. What somebody else appended meanwhile is decided again on, unless it touches the same declaration or days:
 * then `Conflict` says by whom and what. Throws also `IdempotencyMismatch`, `EntryTooLarge`, and whatever `decide` refuses.
 */
export async function decideAndAppend<F extends { readonly entries: readonly Entry[] }>(
  deps: Appending<F>,
  command: CommandKey,
  decide: (facts: F) => Decided,
): Promise<Appended> {
  let lost: { readonly draft: EntryDraft; readonly known: number } | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const facts = await deps.readFacts();
    const { entries } = facts;
    const before = earlier(command, entries);
    if (before !== undefined) return { ...outcome(before, entries), repeated: true };
    if (lost !== undefined) refuseTouched(lost.draft, entries.slice(lost.known));
    const { draft, contents } = decide(facts);
    const unsigned = chained(draft, entries);
    refuseTooLarge(unsigned);
    await Promise.all(contents.map(({ kind, value }) => deps.contents.put(kind, value)));
    const hash = entryHash(unsigned);
    const entry = { ...unsigned, hash, signature: await deps.signer.sign(hash) };
    try {
      await deps.ledger.append(entry);
      return { ...outcome(entry, [...entries, entry]), repeated: false };
    } catch (error) {
      if (!(error instanceof VersionTaken) || attempt === maxAttempts) throw error;
      lost = { draft, known: entries.length };
    }
  }
}

function earlier({ commandId, bodyHash }: CommandKey, entries: readonly Entry[]): Entry | undefined {
  const found = entries.find((entry) => entry.commandId === commandId);
  if (found === undefined || found.bodyHash === bodyHash) return found;
  const message = 'This Idempotency-Key came before with another body: send a new key for a new command.';
  throw new IdempotencyMismatch(message, { version: found.version, declarationId: found.declarationId });
}

/** As of the entry itself, so that a repeat answers what the first did. */
function outcome(entry: Entry, entries: readonly Entry[]): Pick<Appended, 'entry' | 'state'> {
  const until = entries.filter(({ version }) => version <= entry.version);
  return { entry, state: fold(until).get(entry.declarationId) };
}

function chained(draft: EntryDraft, entries: readonly Entry[]): Unsigned {
  const last = entries.at(-1);
  return { ...draft, schema: currentSchema, version: (last?.version ?? 0) + 1, prev: last?.hash ?? firstPrev };
}

/** An entry in its place in the chain, before it is hashed and signed. */
type Unsigned = EntryDraft & Pick<Entry, 'schema' | 'version' | 'prev'>;

function refuseTooLarge(entry: Unsigned): void {
  const bytes = new TextEncoder().encode(canonicalJson(entry)).length;
  if (bytes <= maxEntryBytes) return;
  const size = `${Math.ceil(bytes / 1_024)} KB`;
  const message = `This decision makes an entry of ${size}, and one holds 64 KB: declare fewer days, schools or parts at once.`;
  throw new EntryTooLarge(message, { bytes, maxBytes: maxEntryBytes });
}

function refuseTouched(draft: EntryDraft, between: readonly Entry[]): void {
  const other = between.find((entry) => touches(entry, draft));
  if (other === undefined) return;
  const { by, kind, declarationId, version, at } = other;
  const dates = [...new Set(other.content?.days.map((day) => day.date))];
  const what = dates.length === 0 ? declarationId : `${declarationId} (${dates.join(', ')})`;
  const message = `${by.name} was a moment earlier: ${kind} ${what}. Read it, and decide on that.`;
  throw new Conflict(message, { by: by.name, kind, declarationId, version, at, dates });
}
