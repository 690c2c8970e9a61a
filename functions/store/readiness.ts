import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Attestation } from '../readiness/tool-state.ts';
import { readinessKey } from './keys.ts';

export type ReadinessStore = {
  all(): Promise<Attestation[]>;
  /** The newest attestation of a tool replaces the one before. */
  put(attestation: Attestation): Promise<void>;
};

/** Attestations of tools in the operations table. */
export function readinessStore(documents: DynamoDBDocumentClient, table: string): ReadinessStore {
  const { pk } = readinessKey('');
  return {
    all: async () => {
      const { Items } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []).map((item) => Attestation.parse(item['attestation']));
    },
    put: async (attestation) => {
      const item = { ...readinessKey(`tool#${attestation.toolId}`), kind: 'readiness', attestation };
      await documents.send(new PutCommand({ TableName: table, Item: item }));
    },
  };
}
