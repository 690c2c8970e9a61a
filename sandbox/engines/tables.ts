import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { tables } from '../../functions/store/tables.ts';
import { madeUpCredentials } from '../settings.ts';
import { engineRegion } from './engine.ts';

/** Makes both tables in a DynamoDB that may already have them. */
export async function createTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: engineRegion, credentials: madeUpCredentials });
  const existing = new Set((await client.send(new ListTablesCommand({}))).TableNames);
  const missing = Object.values(tables).filter(({ tableName }) => !existing.has(tableName));
  await Promise.all(
    missing.map(({ tableName, partitionKey, sortKey }) =>
      client.send(
        new CreateTableCommand({
          TableName: tableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: partitionKey, AttributeType: 'S' },
            { AttributeName: sortKey, AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: partitionKey, KeyType: 'HASH' },
            { AttributeName: sortKey, KeyType: 'RANGE' },
          ],
        }),
      ),
    ),
  );
  client.destroy();
}
