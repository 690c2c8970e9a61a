import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { tables } from '../../functions/store/tables.ts';
import { madeUpCredentials } from '../settings.ts';
import { engineRegion } from './engine.ts';

/** Makes both tables in a DynamoDB that may already have them. */
export async function createTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: engineRegion, credentials: madeUpCredentials });
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
