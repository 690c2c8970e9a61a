import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonicalJson } from '../core/hash.ts';
import type { Entry } from '../declarations/entry.ts';
import { RecordDamaged, VersionTaken } from '../declarations/errors.ts';
import type { EntryRow, Ledger, LedgerRows } from '../declarations/ports.ts';
import { parseStoredEntry } from '../declarations/stored-entry.ts';
import { entryKey } from './keys.ts';
import { queryAll } from './query-all.ts';

const StoredRow = z.looseObject({
  sk: z.string().regex(/^entry#\d{8}$/),
  version: z.int(),
  entryKind: z.string(),
  declarationId: z.string(),
  body: z.string(),
});

/**
 * The ledger over one DynamoDB table. Entries never change, so those once read are kept in memory and only newer ones are asked for:
 * a worker may ask before every block whether its entry is still live.
 */
export function ledgerStore(documents: DynamoDBDocumentClient, table: string): Ledger & LedgerRows {
  const known = new Map<string, Entry[]>();

  async function rowsAfter(schoolYear: string, version: number): Promise<EntryRow[]> {
    const { pk, sk } = entryKey(schoolYear, version);
    const rows = await queryAll(documents, table, { pk, sortKey: { condition: 'sk > :sk', value: sk } });
    return rows.map(rowOf);
  }

  return {
    async read(schoolYear) {
      const before = known.get(schoolYear) ?? [];
      const rows = await rowsAfter(schoolYear, before.length);
      const entries = [...before, ...rows.map((row) => parseStoredEntry(row.body))];
      refuseGaps(schoolYear, entries);
      known.set(schoolYear, entries);
      return [...entries];
    },

    async append(entry) {
      const { schoolYear, version, kind, declarationId } = entry;
      const key = entryKey(schoolYear, version);
      const body = canonicalJson(entry);
      try {
        await documents.send(
          new PutCommand({
            TableName: table,
            Item: { ...key, kind: 'entry', version, entryKind: kind, declarationId, body },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The first answer may have been lost on its way: what stands there may be this very entry.
        const stored = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
        if (stored.Item !== undefined && rowOf(stored.Item).body === body) return;
        const message = `Entry ${version} of ${schoolYear} was written by somebody else: read the year and decide again.`;
        throw new VersionTaken(message, { schoolYear, version }, { cause: error });
      }
    },

    rows: (schoolYear) => rowsAfter(schoolYear, 0),
  };
}

function rowOf(item: Record<string, unknown>): EntryRow {
  const row = StoredRow.safeParse(item);
  if (!row.success) {
    throw new RecordDamaged(`The row ${String(item['sk'])} of the ledger is no entry: restore it.`, {
      row: item['sk'],
    });
  }
  const { sk, version, entryKind, declarationId, body } = row.data;
  return { position: Number(sk.slice('entry#'.length)), version, entryKind, declarationId, body };
}

/** Versions run from 1 without a gap; one that is missing was deleted, and nothing may be decided on what is left. */
function refuseGaps(schoolYear: string, entries: readonly Entry[]): void {
  const gap = entries.findIndex((entry, index) => entry.version !== index + 1);
  if (gap < 0) return;
  const message = `Entry ${gap + 1} of ${schoolYear} is missing from the ledger: run \`npm run verify\`, and restore it.`;
  throw new RecordDamaged(message, { schoolYear, version: gap + 1 });
}
