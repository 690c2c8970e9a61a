import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../core/hash.ts';
import type { BreakGlassStore } from '../declarations/break-glass/ports.ts';
import { GlassUse, Tries } from '../declarations/break-glass/tries.ts';
import { glassTriesKey, glassUseKey, type Key } from './keys.ts';
import { bodyOf, wasRevised } from './revised-row.ts';

/** Tries and uses over the operations table; a use is put where there is none, and never changed. */
export function breakGlassStore(documents: DynamoDBDocumentClient, table: string): BreakGlassStore {
  const read = async (key: Key): Promise<unknown> => {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item === undefined ? undefined : JSON.parse(bodyOf(Item));
  };
  const used: BreakGlassStore['used'] = async (set) => GlassUse.optional().parse(await read(glassUseKey(set)));
  return {
    readTries: async () => Tries.optional().parse(await read(glassTriesKey())),
    putTries: (tries) => wasRevised(documents, table, glassTriesKey(), { kind: 'break-glass-tries', value: tries }),
    used,
    async spend(use) {
      const Item = { ...glassUseKey(use.set), kind: 'break-glass-use', body: canonicalJson(use) };
      const put = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      try {
        await documents.send(put);
        return use;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return (await used(use.set)) ?? use;
      }
    },
  };
}
