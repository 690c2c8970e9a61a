import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { QuotaStore } from '../deliveries/ports.ts';
import { QuotaRow } from '../deliveries/quota.ts';
import { quotaKey } from './keys.ts';
import { bodyOf, wasRevised } from './revised-row.ts';

/** Quota rows over the operations table: each purchase of a block is one conditional put. */
export function quotaStore(documents: DynamoDBDocumentClient, table: string): QuotaStore {
  return {
    async read(provider, kind) {
      const key = quotaKey(provider, kind);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return Item === undefined ? undefined : QuotaRow.parse(JSON.parse(bodyOf(Item)));
    },
    put: (row) => wasRevised(documents, table, quotaKey(row.provider, row.kind), { kind: 'quota', value: row }),
  };
}
