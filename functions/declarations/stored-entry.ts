import * as z from 'zod';
import { digestOf } from '../core/hash.ts';
import { RecordDamaged } from './errors.ts';
import { currentSchema, Entry } from './entry.ts';

/** What every schema of an entry keeps, so that an older reader can place what a newer writer wrote. */
const envelopeShape = Entry.pick({
  schema: true,
  schoolYear: true,
  version: true,
  declarationId: true,
  at: true,
  atMs: true,
  by: true,
  commandId: true,
  bodyHash: true,
  rules: true,
  prev: true,
  hash: true,
  signature: true,
}).shape;
const Envelope = z.object({ ...envelopeShape, kind: z.string() });

const Raw = z.record(z.string(), z.unknown());
type Raw = z.infer<typeof Raw>;

/** Each brings an entry of schema n to n + 1, keyed by n. Schema 1 is the first: there is nothing to bring up yet. */
export const upcasts: ReadonlyMap<number, (raw: Raw) => Raw> = new Map();

/** The hash of an entry: over everything but `hash` and `signature`. */
export function entryHash(entry: Readonly<Raw>): string {
  const { hash: _hash, signature: _signature, ...rest } = entry;
  return digestOf(rest);
}

/**
 * An entry from its stored text, its own hash checked. Read tolerantly: unknown members are kept; what this code cannot read becomes an
 * entry of kind `Unknown` that names its `writtenKind` and changes nothing. Throws `RecordDamaged` for what is no entry or was altered.
 */
export function parseStoredEntry(text: string): Entry {
  const raw = Raw.safeParse(parsedJson(text));
  const envelope = Envelope.safeParse(raw.data);
  if (!raw.success || !envelope.success) {
    throw new RecordDamaged(
      'An entry of the ledger cannot be read: run `npm run verify` to see which, and restore it.',
    );
  }
  const { schoolYear, version, hash, kind } = envelope.data;
  if (entryHash(raw.data) !== hash) {
    const message = `Entry ${version} of ${schoolYear} is not what its hash says: run \`npm run verify\`, and restore it.`;
    throw new RecordDamaged(message, { schoolYear, version });
  }
  const known = Entry.safeParse(upcast(raw.data, envelope.data.schema));
  return known.success ? known.data : { ...envelope.data, kind: 'Unknown', writtenKind: kind };
}

function upcast(raw: Raw, schema: number): Raw {
  let current = raw;
  for (let from = schema; from < currentSchema; from += 1) current = upcasts.get(from)?.(current) ?? current;
  return current;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
