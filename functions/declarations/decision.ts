import type { EntryDraft, Principal } from './entry.ts';
import type { ContentKind } from './ports.ts';

/** Who commands, and how the ledger recognises the command when it comes again. */
export type Caller = {
  readonly by: Principal;
  /** Hash of caller, route and Idempotency-Key. */
  readonly commandId: string;
  /** Hash of the body. */
  readonly bodyHash: string;
};

/** A content row that an entry names and that is written before it. */
export type NewContent = { readonly kind: ContentKind; readonly value: unknown };

/** What a decision comes to: an entry without its place in the chain, and the rows it names. */
export type Decided = { readonly draft: EntryDraft; readonly contents: readonly NewContent[] };
