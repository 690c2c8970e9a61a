import * as z from 'zod';
import { canonicalJson, sha256 } from '../core/hash.ts';
import { firstPrev, type Entry } from './entry.ts';
import { RecordDamaged } from './errors.ts';
import type { ContentKind, ContentRow, ContentRows, EntryRow, Signer } from './ports.ts';
import { parseStoredEntry } from './stored-entry.ts';
import { sealProblem } from './verify-receipts.ts';

/** The record as it stands, read row by row and believed by nobody. */
export type RecordToVerify = {
  readonly rows: readonly EntryRow[];
  readonly contents: ContentRows;
  readonly signer: Pick<Signer, 'verify'>;
  /** Hashes of the roster chunks that planning an entry makes: its topics, which no roster has. Checked once its receipts are sealed. */
  readonly chunksOfPlan?: (entry: Entry) => readonly string[];
};

/** What a check of one school year found; `firstProblem` names the first thing that is off, in the order of the chain. */
export type Verification = {
  readonly ok: boolean;
  readonly entries: number;
  /** Content rows that entries name, each checked once. */
  readonly contents: number;
  readonly receiptsChunks: number;
  readonly firstProblem?: string;
};

/** A content row that some entry names, and as what. */
type Named = { readonly hash: string; readonly kind: ContentKind };

/**
 * Checks one school year's ledger: sequence, canonical text, hash, link to the entry before, signature, every content row an entry names
 * (the roster's down to its chunks), sealed receipts and their counts, and the topics that they were posted to. What was cut off at the end leaves no trace here: whoever has kept a
 * later entry's hash is the witness.
 */
export async function verifyLedger({ rows, contents, signer, chunksOfPlan }: RecordToVerify): Promise<Verification> {
  const checked = new Map<string, ContentRow>();
  const planned = new Map<number, readonly string[]>();
  let receiptsChunks = 0;
  let prev = firstPrev;
  const found = (entries: number, firstProblem?: string): Verification => {
    const figures = { entries, contents: checked.size, receiptsChunks };
    return firstProblem === undefined ? { ok: true, ...figures } : { ok: false, ...figures, firstProblem };
  };
  for (const [index, row] of rows.entries()) {
    const at = `entry ${index + 1}`;
    const read = readRow(row, index + 1);
    if (typeof read === 'string') return found(index, `${at}: ${read}`);
    if (read.prev !== prev) return found(index, `${at}: its prev is not the hash of the entry before`);
    if (!(await signer.verify(read.hash, read.signature))) return found(index, `${at}: its signature does not hold`);
    planned.set(read.version, chunksOfPlan?.(read) ?? []);
    const topics = read.sealed === undefined ? [] : (planned.get(read.sealed.ofVersion) ?? []);
    for (const named of [...namedBy(read), ...topics.map((hash): Named => ({ hash, kind: 'roster-chunk' }))]) {
      const problem = await contentProblem(named, contents, checked);
      if (problem !== undefined) return found(index, `${at}: ${problem}`);
    }
    const chunks = (read.sealed?.receipts ?? []).map((hash) => checked.get(hash)?.body ?? '');
    const sealed = sealProblem(read, chunks);
    if (sealed !== undefined) return found(index, `${at}: ${sealed}`);
    receiptsChunks += chunks.length;
    prev = read.hash;
  }
  return found(rows.length);
}

/** The entry of a row, or what is wrong with the row. */
function readRow(row: EntryRow, version: number): Entry | string {
  if (row.position !== version) return `missing; the next row is entry ${row.position}`;
  let entry: Entry;
  try {
    if (canonicalJson(JSON.parse(row.body)) !== row.body) return 'its text is not canonical JSON';
    entry = parseStoredEntry(row.body);
  } catch (error) {
    return error instanceof RecordDamaged ? 'its text is not what its hash says' : 'its text is no JSON';
  }
  const writtenKind = entry.kind === 'Unknown' ? entry['writtenKind'] : entry.kind;
  const agrees =
    entry.version === version &&
    row.version === version &&
    row.entryKind === writtenKind &&
    row.declarationId === entry.declarationId;
  return agrees ? entry : 'its row says another version, kind or declaration than its text';
}

function namedBy({ rules, content, sealed, closes, kind }: Entry): Named[] {
  if (kind === 'Unknown') return [];
  const { district, roster, lawPack } = rules;
  return [
    { hash: district, kind: 'district' },
    { hash: lawPack, kind: 'law-pack' },
    // A day may be put on record before any roster was loaded.
    ...(roster === '' ? [] : [{ hash: roster, kind: 'roster-manifest' as const }]),
    ...(content?.notices ?? []).flatMap(({ renderings, page }): Named[] => [
      ...renderings.map(({ hash }): Named => ({ hash, kind: 'rendering' })),
      ...(page === undefined ? [] : [{ hash: page, kind: 'page' as const }]),
    ]),
    ...(sealed?.receipts ?? []).map((hash): Named => ({ hash, kind: 'receipts' })),
    ...[sealed?.places, closes?.places].flatMap((hash) =>
      hash === undefined ? [] : { hash, kind: 'figures' as const },
    ),
  ];
}

/** Checks a content row and, for the roster, what it names in turn; each row once, however many entries name it. */
async function contentProblem(
  { hash, kind }: Named,
  contents: ContentRows,
  checked: Map<string, ContentRow>,
): Promise<string | undefined> {
  const before = checked.get(hash);
  const row = before ?? (await contents.row(hash));
  if (row === undefined) return `${kind} ${hash} is missing`;
  if (row.contentKind !== kind) return `${hash} is kept as ${row.contentKind} and named as ${kind}`;
  if (before !== undefined) return undefined;
  if (sha256(row.body) !== hash) return `${kind} ${hash} was altered`;
  checked.set(hash, row);
  for (const part of partsOf(kind, row.body)) {
    const problem = await contentProblem(part, contents, checked);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const Manifest = z.looseObject({ sheets: z.array(z.looseObject({ hash: z.string() })) });
const Sheet = z.looseObject({ chunks: z.array(z.looseObject({ hash: z.string() })) });

function partsOf(kind: ContentKind, body: string): Named[] {
  if (kind === 'roster-manifest') {
    return Manifest.parse(JSON.parse(body)).sheets.map(({ hash }) => ({ hash, kind: 'roster-sheet' }));
  }
  if (kind === 'roster-sheet') {
    return Sheet.parse(JSON.parse(body)).chunks.map(({ hash }) => ({ hash, kind: 'roster-chunk' }));
  }
  return [];
}
