import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AttestationStore, ReadingStore } from '../readiness/ports.ts';
import { Attestation, ToolReading } from '../readiness/tool-state.ts';
import { readinessKey } from './keys.ts';

export type ReadinessStore = AttestationStore & ReadingStore;

/** What is said of tools, by people and by their vendors' feeds, in the operations table: one row a tool and voice. */
export function readinessStore(documents: DynamoDBDocumentClient, table: string): ReadinessStore {
  const rowsOf = async (prefix: string): Promise<Record<string, unknown>[]> => {
    const { pk, sk } = readinessKey(prefix);
    const { Items } = await documents.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      }),
    );
    return Items ?? [];
  };
  const put = async (id: string, row: Record<string, unknown>): Promise<void> => {
    await documents.send(new PutCommand({ TableName: table, Item: { ...readinessKey(id), ...row } }));
  };
  return {
    all: async () => (await rowsOf('tool#')).map((item) => Attestation.parse(item['attestation'])),
    put: (attestation) => put(`tool#${attestation.toolId}`, { kind: 'readiness', attestation }),
    readings: async () => (await rowsOf('reading#')).map((item) => ToolReading.parse(item['reading'])),
    putReading: (reading) => put(`reading#${reading.toolId}`, { kind: 'tool-reading', reading }),
  };
}
