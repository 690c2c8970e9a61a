import { DeleteItemCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { tableNames } from '../../functions/names.ts';
import { madeUpCredentials } from '../../sandbox/settings.ts';

/** A row as the engine holds it, attribute types and all. */
export type StoredRow = Record<string, AttributeValue>;

/** Hands on an engine's tables, past every store and condition of the product: what an intruder or a broken disk could do. */
export type RawTable = {
  rows(): Promise<StoredRow[]>;
  put(row: StoredRow): Promise<void>;
  /** Deletes every row; answers how many there were. */
  empty(): Promise<number>;
  close(): void;
};

export function rawTable(endpoint: string, which: keyof typeof tableNames): RawTable {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-2', credentials: madeUpCredentials });
  const TableName = tableNames[which];
  const rows = async (): Promise<StoredRow[]> => {
    const found: StoredRow[] = [];
    for (let start: StoredRow | undefined; ;) {
      const page = await client.send(
        new ScanCommand({ TableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
      );
      found.push(...(page.Items ?? []));
      if (page.LastEvaluatedKey === undefined) return found;
      start = page.LastEvaluatedKey;
    }
  };
  return {
    rows,
    put: async (Item) => void (await client.send(new PutItemCommand({ TableName, Item }))),
    empty: async () => {
      const all = await rows();
      const deletions = all.map(({ pk, sk }) => {
        if (pk === undefined || sk === undefined) throw new Error('a row without a key');
        return client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
      });
      await Promise.all(deletions);
      return all.length;
    },
    close: () => client.destroy(),
  };
}
