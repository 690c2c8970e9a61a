import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { tokenKeeperKey } from './keys.ts';

/** Who renews a service user's tokens. No token is in these rows: they are secrets. */
export type TokenLeaseRows = {
  /** False while somebody else holds it; an ended lease is free, one's own is renewed. Times are machine milliseconds. */
  acquire(serviceUser: string, owner: string, nowMs: number, untilMs: number): Promise<boolean>;
  /** Gives it back early; harmless when somebody else has it by now. */
  release(serviceUser: string, owner: string): Promise<void>;
};

/** Leases of token keepers in the operations table. */
export function tokenLeaseRows(documents: DynamoDBDocumentClient, table: string): TokenLeaseRows {
  return {
    async acquire(serviceUser, owner, nowMs, untilMs) {
      // A lost answer of one's own put is no harm: asked again, the lease is one's own.
      const put = new PutCommand({
        TableName: table,
        Item: { ...tokenKeeperKey(serviceUser), kind: 'token-lease', owner, untilMs },
        ConditionExpression: 'attribute_not_exists(pk) OR untilMs <= :now OR #owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':now': nowMs, ':owner': owner },
      });
      return happened(documents.send(put));
    },
    async release(serviceUser, owner) {
      const end = new UpdateCommand({
        TableName: table,
        Key: tokenKeeperKey(serviceUser),
        UpdateExpression: 'SET untilMs = :ended',
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':ended': 0, ':owner': owner },
      });
      await happened(documents.send(end));
    },
  };
}

async function happened(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
