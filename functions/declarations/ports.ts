import type { Entry, Signature } from './entry.ts';

/** The ledger of one school year: append-only, read consistently, in order of version. */
export type Ledger = {
  read(schoolYear: string): Promise<Entry[]>;
  /** One conditional put; throws `VersionTaken` when another entry has that version. A repeat of the very same entry is success. */
  append(entry: Entry): Promise<void>;
};

/** A row of the ledger as stored: `position` from its key, `body` the canonical JSON of the whole entry. */
export type EntryRow = {
  readonly position: number;
  readonly version: number;
  readonly entryKind: string;
  readonly declarationId: string;
  readonly body: string;
};

/** The same ledger for whoever checks it: rows as they stand, nothing believed. */
export type LedgerRows = { rows(schoolYear: string): Promise<EntryRow[]> };

/** What content rows hold. */
export type ContentKind =
  | 'roster-chunk'
  | 'roster-sheet'
  | 'roster-manifest'
  | 'rendering'
  | 'page'
  | 'district'
  | 'law-pack'
  | 'receipts'
  | 'figures';

/** Immutable, content-addressed rows of the ledger table; written before the entry that names them. */
export type ContentStore = {
  /** Writes the canonical JSON of a value under its SHA-256 and returns that hash; a repeat is success. */
  put(kind: ContentKind, value: unknown): Promise<string>;
  /** The value, its hash checked. Throws `ContentMissing` or `ContentAltered`. */
  get(hash: string): Promise<unknown>;
};

/** A content row as stored. */
export type ContentRow = { readonly contentKind: string; readonly body: string };

/** Content for whoever checks it: a row as it stands, or undefined where there is none. */
export type ContentRows = { row(hash: string): Promise<ContentRow | undefined> };

/** Signs and checks hashes of entries; KMS on AWS, a local key in the sandbox. */
export type Signer = {
  sign(hash: string): Promise<Signature>;
  /** Whether it is the very text that `sign` gave: another spelling of the same bytes is a change of the record. */
  verify(hash: string, signature: Signature): Promise<boolean>;
};
