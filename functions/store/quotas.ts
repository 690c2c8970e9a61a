import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../core/hash.ts';
import type { QuotaStore, UnreadableQuota } from '../deliveries/ports.ts';
import { QuotaRow } from '../deliveries/quota.ts';
import { quotaKey } from './keys.ts';
import { wasRevised } from './revised-row.ts';

/** Quota rows over the operations table: each purchase of a block is one conditional put. */
export function quotaStore(documents: DynamoDBDocumentClient, table: string): QuotaStore {
  return {
    async read(provider, kind) {
      const key = quotaKey(provider, kind);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return Item === undefined ? undefined : rowOf(Item);
    },

    async put(row, over) {
      const key = quotaKey(row.provider, row.kind);
      if (over === undefined) return wasRevised(documents, table, key, { kind: 'quota', value: row });
      const Item = { ...key, kind: 'quota', revision: row.revision, body: canonicalJson(row) };
      const isStill =
        over.unreadable === undefined
          ? { ConditionExpression: 'NOT attribute_type(body, :text)', ExpressionAttributeValues: { ':text': 'S' } }
          : { ConditionExpression: 'body = :seen', ExpressionAttributeValues: { ':seen': over.unreadable } };
      try {
        await documents.send(new PutCommand({ TableName: table, Item, ...isStill }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

/** A row that was spoilt must not stop a district's posts: it is told apart from one that is not there, and written over (S-16). */
function rowOf({ body, revision }: Record<string, unknown>): QuotaRow | UnreadableQuota {
  if (typeof body !== 'string') return { unreadable: undefined };
  const row = QuotaRow.safeParse(jsonOf(body));
  // The attribute is what a purchase is conditional on.
  return row.success && row.data.revision === revision ? row.data : { unreadable: body };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
