import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { MachineClock } from '../core/clock.ts';
import { idempotencyKey } from './keys.ts';

const Row = z.looseObject({ fingerprint: z.string(), answer: z.string(), expiresAt: z.int() });

/** How long an answer is kept for a repeated request. */
const keptSeconds = 24 * 60 * 60;

/** The answer that a command got, and what its request said. */
export type KeptAnswer = { readonly fingerprint: string; readonly answer: unknown };

export type KeptAnswers = {
  find(commandId: string): Promise<KeptAnswer | undefined>;
  keep(commandId: string, kept: KeptAnswer): Promise<void>;
};

/** Answers by command id in the operations table. DynamoDB deletes late, so an expired row is as good as none. */
export function keptAnswers(documents: DynamoDBDocumentClient, table: string, clock: MachineClock): KeptAnswers {
  const nowSeconds = (): number => Math.floor(clock.now() / 1000);
  return {
    async find(commandId) {
      const get = new GetCommand({ TableName: table, Key: idempotencyKey(commandId), ConsistentRead: true });
      const { Item } = await documents.send(get);
      if (Item === undefined) return undefined;
      const { fingerprint, answer, expiresAt } = Row.parse(Item);
      return expiresAt <= nowSeconds() ? undefined : { fingerprint, answer: JSON.parse(answer) };
    },
    async keep(commandId, { fingerprint, answer }) {
      const put = new PutCommand({
        TableName: table,
        Item: {
          ...idempotencyKey(commandId),
          kind: 'kept-answer',
          fingerprint,
          answer: JSON.stringify(answer),
          expiresAt: nowSeconds() + keptSeconds,
        },
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': nowSeconds() },
      });
      try {
        await documents.send(put);
      } catch (error) {
        // The same command ran twice at the same moment, or our own answer was lost: what was kept first stays.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
