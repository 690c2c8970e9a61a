import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MachineClock } from '../core/clock.ts';
import type { ParentLeases } from '../deliveries/ports.ts';
import { parentLeaseKey } from './keys.ts';

/** A lease that nobody let go of is dropped by the table a day later. */
const keptSeconds = 86_400;

/** Turn-taking over teams by one row a team: free where there is none, where it is over, or where it is one's own. */
export function parentLeases(documents: DynamoDBDocumentClient, table: string, machine: MachineClock): ParentLeases {
  return {
    async acquire(parentId, owner, untilMs) {
      const expiresAt = Math.ceil(untilMs / 1000) + keptSeconds;
      const item = { ...parentLeaseKey(parentId), kind: 'parent-lease', leaseOwner: owner, untilMs, expiresAt };
      return held(() =>
        documents.send(
          new PutCommand({
            TableName: table,
            Item: item,
            ConditionExpression: 'attribute_not_exists(pk) OR untilMs <= :now OR leaseOwner = :owner',
            ExpressionAttributeValues: { ':now': machine.now(), ':owner': owner },
          }),
        ),
      );
    },

    /** Another's lease is left alone. */
    async release(parentId, owner) {
      await held(() =>
        documents.send(
          new DeleteCommand({
            TableName: table,
            Key: parentLeaseKey(parentId),
            ConditionExpression: 'leaseOwner = :owner',
            ExpressionAttributeValues: { ':owner': owner },
          }),
        ),
      );
    },
  };
}

async function held(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
