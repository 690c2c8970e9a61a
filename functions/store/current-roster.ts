import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { rosterKey } from './keys.ts';

/** Which roster is in force: its manifest's hash, and when it was loaded. */
export const CurrentRoster = z.object({ hash: z.string(), loadedAt: Timestamp, refused: z.int().default(0) });
export type CurrentRoster = z.infer<typeof CurrentRoster>;

export type CurrentRosterStore = {
  get(): Promise<CurrentRoster | undefined>;
  put(current: CurrentRoster): Promise<void>;
};

/** The one row of the operations table that names the roster in force; the roster itself is content of the ledger table. */
export function currentRosterStore(documents: DynamoDBDocumentClient, table: string): CurrentRosterStore {
  return {
    get: async () => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: rosterKey(), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : CurrentRoster.parse(Item);
    },
    put: async (current) => {
      await documents.send(new PutCommand({ TableName: table, Item: { ...rosterKey(), kind: 'roster', ...current } }));
    },
  };
}
