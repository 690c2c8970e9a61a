import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import type { RosterKind } from '../roster/roster.ts';
import { rosterKey } from './keys.ts';

/** Which roster is in force: its manifest's hash, and when it was loaded. */
export const CurrentRoster = z.object({ hash: z.string(), loadedAt: Timestamp, refused: z.int().default(0) });
export type CurrentRoster = z.infer<typeof CurrentRoster>;

export type CurrentRosterStore = {
  get(): Promise<CurrentRoster | undefined>;
  put(current: CurrentRoster): Promise<void>;
};

/** The row of the operations table that names the roster in force, one for classes and one for drills; a roster itself is content of the ledger table. */
export function currentRosterStore(
  documents: DynamoDBDocumentClient,
  table: string,
  kind: RosterKind = 'classes',
): CurrentRosterStore {
  return {
    get: async () => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: rosterKey(kind), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : CurrentRoster.parse(Item);
    },
    put: async (current) => {
      await documents.send(
        new PutCommand({ TableName: table, Item: { ...rosterKey(kind), kind: 'roster', ...current } }),
      );
    },
  };
}

/** Which roster is in force, of classes and of drills. */
export function currentRosters(
  documents: DynamoDBDocumentClient,
  table: string,
): Readonly<Record<RosterKind, CurrentRosterStore>> {
  return {
    classes: currentRosterStore(documents, table, 'classes'),
    drill: currentRosterStore(documents, table, 'drill'),
  };
}
