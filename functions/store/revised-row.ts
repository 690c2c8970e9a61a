import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Conflict } from '../core/errors.ts';
import { canonicalJson } from '../core/hash.ts';
import type { Key } from './keys.ts';

/** A row whose value is changed by writing its next revision. */
export type Revised = { readonly revision: number };

const Row = z.looseObject({ body: z.string() });

/**
 * Writes a value over its last revision, or as the first one. A lost answer of one's own put is success. Throws `Conflict` when somebody
 * else wrote in between. `expiresAt` (seconds since 1970) lets the table drop the row some time after it.
 */
export async function putRevised(
  documents: DynamoDBDocumentClient,
  table: string,
  key: Key,
  row: { readonly kind: string; readonly value: Revised; readonly expiresAt?: number },
): Promise<void> {
  const { kind, value, expiresAt } = row;
  const body = canonicalJson(value);
  const expiry = expiresAt === undefined ? {} : { expiresAt };
  const first = value.revision === 1;
  try {
    await documents.send(
      new PutCommand({
        TableName: table,
        Item: { ...key, kind, revision: value.revision, body, ...expiry },
        ConditionExpression: first ? 'attribute_not_exists(pk)' : 'revision = :last',
        ...(first ? {} : { ExpressionAttributeValues: { ':last': value.revision - 1 } }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    if (Item !== undefined && bodyOf(Item) === body) return;
    const message = `The ${kind} was changed by somebody else: read it again and repeat.`;
    throw new Conflict(message, { row: key.sk }, { cause: error });
  }
}

/** The canonical JSON that a row holds. Throws where it holds none. */
export function bodyOf(item: Record<string, unknown>): string {
  return Row.parse(item).body;
}

/** As `putRevised`, but answers false where somebody else wrote in between: for rows whose writer decides anew from the row. */
export async function wasRevised(...row: Parameters<typeof putRevised>): Promise<boolean> {
  try {
    await putRevised(...row);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
