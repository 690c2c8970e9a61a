import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Platform } from '../platform.ts';

/** Waiting longer than this for a table would cost a worker its attempt. */
const requestTimeoutMs = 5_000;

/** DynamoDB as documents, `undefined` members left out. */
export function documentClient({
  settings,
  requestHandler,
}: Pick<Platform, 'settings' | 'requestHandler'>): DynamoDBDocumentClient {
  const { region, endpoints } = settings;
  const client = new DynamoDBClient({
    region,
    ...(endpoints.dynamodb !== undefined && { endpoint: endpoints.dynamodb }),
    requestHandler: requestHandler ?? { requestTimeout: requestTimeoutMs, connectionTimeout: 1_000 },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
