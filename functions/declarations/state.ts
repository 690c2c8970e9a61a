import type { Content, Entry, Principal } from './entry.ts';

/** What CONTRACT section 5 calls a declaration's status. */
export type DeclarationStatus =
  | 'awaiting-approval'
  | 'held'
  | 'declared'
  | 'withdrawn'
  | 'rejected'
  | 'lapsed'
  | 'retracted'
  | 'closed';

/** An entry that says something to the outside, as the fold knows it. */
export type Speaking = {
  readonly version: number;
  readonly kind: Entry['kind'];
  readonly at: string;
  readonly content: Content;
  /** Machine milliseconds from which it may be posted; undefined while it awaits approval. */
  readonly releasesAtMs?: number;
};

/** A declaration as its entries leave it; time-dependent answers are asked of it with the machine's now. */
export type DeclarationState = {
  readonly declarationId: string;
  readonly schoolYear: string;
  /** Version of the newest entry of this declaration: the ledger's sequence. */
  readonly version: number;
  readonly author: Principal;
  /** Content of the newest speaking entry. */
  readonly content: Content;
  /** Oldest first; the last one is the live one unless `ended` says otherwise. */
  readonly speaking: readonly Speaking[];
  readonly awaitingApproval: boolean;
  readonly ended?: 'withdrawn' | 'rejected' | 'lapsed' | 'retracted' | 'closed';
  /** Machine milliseconds until which `Held` holds what is unsent. */
  readonly heldUntilMs?: number;
  /** Versions of `Reached` entries by the speaking version they seal, newest. */
  readonly sealed: ReadonlyMap<number, Entry>;
  readonly entries: readonly Entry[];
};
