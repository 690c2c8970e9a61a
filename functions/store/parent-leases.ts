import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MachineClock, MachineMs } from '../core/clock.ts';
import type { ParentLeases } from '../deliveries/ports.ts';
import { parentLeaseKey } from './keys.ts';

/** A lease that nobody let go of is dropped by the table a day later. */
const keptSeconds = 86_400;

/** Turn-taking over teams by one row a team: free where there is none, where it is over, or where it is one's own. */
export function parentLeases(documents: DynamoDBDocumentClient, table: string, machine: MachineClock): ParentLeases {
  return {
    async acquire(parentId, owner, untilMs) {
      return held(() =>
        documents.send(
          new PutCommand({
            TableName: table,
            Item: leaseRow(parentId, owner, untilMs),
            ConditionExpression: 'attribute_not_exists(pk) OR untilMs <= :now OR leaseOwner = :owner',
            ExpressionAttributeValues: { ':now': machine.now(), ':owner': owner },
          }),
        ),
      );
    },

    async release(parentId, owner, fromMs) {
      await held(() =>
        documents.send(
          new PutCommand({
            TableName: table,
            Item: leaseRow(parentId, nobody, fromMs),
            ConditionExpression: 'leaseOwner = :owner',
            ExpressionAttributeValues: { ':owner': owner },
          }),
        ),
      );
    },
  };
}

/** Until its rest is over a team is nobody's, also not of whoever had it. */
const nobody = '';

function leaseRow(parentId: string, leaseOwner: string, untilMs: MachineMs): Record<string, unknown> {
  const expiresAt = Math.ceil(untilMs / 1000) + keptSeconds;
  return { ...parentLeaseKey(parentId), kind: 'parent-lease', leaseOwner, untilMs, expiresAt };
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
