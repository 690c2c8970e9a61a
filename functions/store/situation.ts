import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SituationStore } from '../proposals/ports.ts';
import { Situation } from '../proposals/proposal.ts';
import { situationKey } from './keys.ts';
import { bodyOf, putRevised } from './revised-row.ts';

/** The situation of each school year over the operations table. */
export function situationStore(documents: DynamoDBDocumentClient, table: string): SituationStore {
  return {
    async get(schoolYear) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: situationKey(schoolYear), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : Situation.parse(JSON.parse(bodyOf(Item)));
    },

    put: (situation) =>
      putRevised(documents, table, situationKey(situation.schoolYear), { kind: 'situation', value: situation }),
  };
}
