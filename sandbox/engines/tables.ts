import type { Server } from 'node:http';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { tables } from '../../functions/store/tables.ts';
import { close, listen } from '../listen.ts';
import { madeUpCredentials } from '../settings.ts';

/** A running engine and where it listens. */
export type Engine = { readonly url: string; close(): Promise<void> };

/** DynamoDB on loopback, kept in `folder` (in memory without one). The tables are made where they are missing. */
export async function startTables(folder?: string): Promise<Engine> {
  const server: Server = dynalite({ createTableMs: 0, ...(folder === undefined ? {} : { path: folder }) });
  const url = await listen(server, 0);
  await createTables(url);
  return { url, close: () => close(server) };
}

/** Makes both tables in a DynamoDB that may already have them. */
export async function createTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-2', credentials: madeUpCredentials });
  const existing = new Set((await client.send(new ListTablesCommand({}))).TableNames);
  for (const table of Object.values(tables)) {
    if (existing.has(table.tableName)) continue;
    await client.send(
      new CreateTableCommand({
        TableName: table.tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: table.partitionKey, AttributeType: 'S' },
          { AttributeName: table.sortKey, AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: table.partitionKey, KeyType: 'HASH' },
          { AttributeName: table.sortKey, KeyType: 'RANGE' },
        ],
      }),
    );
  }
  client.destroy();
}
