import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/** Which rows of a partition: all of them, or those whose sort key meets a condition on `:sk`. */
export type Rows = {
  readonly pk: string;
  readonly sortKey?: { readonly condition: 'sk > :sk' | 'begins_with(sk, :sk)'; readonly value: string };
};

/** The rows in the order of their keys, read consistently, however many pages they fill. */
export async function queryAll(
  documents: DynamoDBDocumentClient,
  table: string,
  { pk, sortKey }: Rows,
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: ['pk = :pk', sortKey?.condition].filter((part) => part !== undefined).join(' AND '),
        ExpressionAttributeValues: { ':pk': pk, ...(sortKey && { ':sk': sortKey.value }) },
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
}
