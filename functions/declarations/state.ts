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

/** `refused`: rejected, lapsed, or voided by a change before it was answered; nothing of it was ever posted. */
export type Approval = 'not-needed' | 'awaiting' | 'given' | 'refused';

/** An entry that says something to the outside, as the fold knows it. */
export type Speaking = {
  readonly version: number;
  readonly kind: Entry['kind'];
  readonly at: string;
  readonly by: Principal;
  readonly content: Content;
  readonly approval: Approval;
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
  /** Content of the newest speaking entry that stands; while nothing stands, of what awaits approval. */
  readonly content: Content;
  /** Oldest first, those that were refused included. */
  readonly speaking: readonly Speaking[];
  /** The newest speaking entry whose approval was given or not needed; undefined while the first one waits for it. */
  readonly standing?: Speaking;
  /** The newest speaking entry while it awaits approval; what stands goes on standing until it is given. */
  readonly pending?: Speaking;
  readonly awaitingApproval: boolean;
  readonly ended?: 'withdrawn' | 'rejected' | 'lapsed' | 'retracted' | 'closed';
  /** Machine milliseconds until which `Held` holds what is unsent. */
  readonly heldUntilMs?: number;
  /** Newest `Reached` entries by the speaking version they seal. */
  readonly sealed: ReadonlyMap<number, Entry>;
  readonly entries: readonly Entry[];
};
