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

/**
 * How far the table's clock is ahead of ours in milliseconds, by the `Date` of its last answer; 0 before the first. The SDK keeps it, so that its
 * signatures are accepted all the same.
 */
export function clockSkewOf({ config }: DynamoDBDocumentClient): () => number {
  return () => config.systemClockOffset;
}
