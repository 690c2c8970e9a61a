import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startDynamoDb } from '../../sandbox/engines/dynamodb.ts';
import { createQueues } from '../../sandbox/engines/queues.ts';
import { startSqsAndSns } from '../../sandbox/engines/sqs-and-sns.ts';
import { createTables } from '../../sandbox/engines/tables.ts';
import { madeUpCredentials } from '../../sandbox/settings.ts';

const region = 'us-east-2';

/** DynamoDB in memory with both tables, and the document client that stores are given. */
export type Dynamo = {
  readonly url: string;
  readonly client: DynamoDBClient;
  readonly documentClient: DynamoDBDocumentClient;
  close(): Promise<void>;
};

export async function startDynamo(): Promise<Dynamo> {
  const engine = await startDynamoDb();
  await createTables(engine.url);
  const client = new DynamoDBClient({ endpoint: engine.url, region, credentials: madeUpCredentials });
  const documentClient = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const close = async (): Promise<void> => {
    client.destroy();
    await engine.close();
  };
  return { url: engine.url, client, documentClient, close };
}

/** SQS in memory with every queue of the product, their addresses by name. */
export type Queues = {
  readonly url: string;
  readonly client: SQSClient;
  readonly queueUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

export async function startQueues(): Promise<Queues> {
  const engine = await startSqsAndSns();
  const client = new SQSClient({ endpoint: engine.url, region, credentials: madeUpCredentials });
  const queueUrls = await createQueues(engine.url);
  const close = async (): Promise<void> => {
    client.destroy();
    await engine.close();
  };
  return { url: engine.url, client, queueUrls, close };
}
