import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { entryKey } from '../functions/store/keys.ts';

/** Takes the new entries of a ledger to whoever plans them. */
export type Relay = {
  /** Hands over what was appended since the last call; calls that overlap are run one after the other. */
  run(): Promise<void>;
};

/** One record as DynamoDB Streams would deliver it: INSERT of kind `entry`, with its image. */
export type EntryInsert = {
  readonly eventName: 'INSERT';
  readonly dynamodb: { readonly NewImage: Record<string, AttributeValue> };
};

/**
 * Stands where the ledger's stream stands: DynamoDB's embedded engine has none. It reads what came after the last version seen and hands
 * it over as INSERT records; what was appended before the start is the tick's to find, as on AWS after a lost record.
 */
export async function startRelay(
  client: DynamoDBClient,
  table: string,
  schoolYears: readonly string[],
  deliver: (records: EntryInsert[]) => Promise<void>,
): Promise<Relay> {
  const seen = new Map<string, string>();
  const newOf = async (schoolYear: string): Promise<Record<string, AttributeValue>[]> => {
    const { pk, sk } = entryKey(schoolYear, 0);
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk > :sk',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: seen.get(schoolYear) ?? sk } },
        ConsistentRead: true,
      }),
    );
    const items = answer.Items ?? [];
    const last = items.at(-1)?.['sk']?.S;
    if (last !== undefined) seen.set(schoolYear, last);
    return items;
  };
  await Promise.all(schoolYears.map(newOf));
  let running = Promise.resolve();
  const once = async (): Promise<void> => {
    for (const schoolYear of schoolYears) {
      for (const image of await newOf(schoolYear))
        await deliver([{ eventName: 'INSERT', dynamodb: { NewImage: image } }]);
    }
  };
  return {
    run: () => {
      running = running.then(once, once);
      return running;
    },
  };
}
