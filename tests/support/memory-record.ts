import { canonicalJson, sha256 } from '../../functions/core/hash.ts';
import { ContentMissing, VersionTaken } from '../../functions/declarations/errors.ts';
import type {
  ContentRow,
  ContentRows,
  ContentStore,
  EntryRow,
  Ledger,
  LedgerRows,
} from '../../functions/declarations/ports.ts';
import { parseStoredEntry } from '../../functions/declarations/stored-entry.ts';

/** The record in memory, with its rows within reach of whoever wants to damage them. */
export type MemoryRecord = {
  readonly ledger: Ledger & LedgerRows;
  readonly contents: ContentStore & ContentRows;
  readonly entryRows: Map<number, EntryRow>;
  readonly contentRows: Map<string, ContentRow>;
};

/** One school year's record; a version is given to whoever asks first. */
export function memoryRecord(): MemoryRecord {
  const entryRows = new Map<number, EntryRow>();
  const contentRows = new Map<string, ContentRow>();
  const rows = async (): Promise<EntryRow[]> => [...entryRows.values()].toSorted((a, b) => a.position - b.position);
  return {
    entryRows,
    contentRows,
    ledger: {
      rows,
      read: async () => (await rows()).map((row) => parseStoredEntry(row.body)),
      append: async (entry) => {
        const { version, kind, declarationId } = entry;
        const body = canonicalJson(entry);
        const there = entryRows.get(version);
        if (there !== undefined && there.body !== body) throw new VersionTaken(`entry ${version} is there already`);
        entryRows.set(version, { position: version, version, entryKind: kind, declarationId, body });
      },
    },
    contents: {
      put: async (kind, value) => {
        const body = canonicalJson(value);
        contentRows.set(sha256(body), { contentKind: kind, body });
        return sha256(body);
      },
      get: async (hash) => {
        const row = contentRows.get(hash);
        if (row === undefined) throw new ContentMissing(`content ${hash} is missing`);
        return JSON.parse(row.body);
      },
      row: async (hash) => contentRows.get(hash),
    },
  };
}
