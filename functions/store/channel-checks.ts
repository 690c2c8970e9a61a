import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ChannelCheck, CheckRequest } from '../readiness/channel-check.ts';
import type { CheckStore } from '../readiness/ports.ts';
import { readinessKey } from './keys.ts';

/** Beside each other in the partition of readiness, so that one query reads both kinds and nothing else. */
const rows = { check: 'armed#', request: 'asked#' } as const;

/** Self-checks of channels in the operations table: one row a channel for what was found, one for what was asked. */
export function channelCheckStore(documents: DynamoDBDocumentClient, table: string): CheckStore {
  const put = async (id: string, row: Record<string, unknown>): Promise<void> => {
    await documents.send(new PutCommand({ TableName: table, Item: { ...readinessKey(id), ...row } }));
  };
  return {
    all: async () => {
      const { pk } = readinessKey('');
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':pk': pk, ':first': rows.check, ':last': `${rows.request}~` },
          ConsistentRead: true,
        }),
      );
      return {
        checks: Items.flatMap(({ check }) => (check === undefined ? [] : [ChannelCheck.parse(check)])),
        requests: Items.flatMap(({ request }) => (request === undefined ? [] : [CheckRequest.parse(request)])),
      };
    },
    check: async (channel) => {
      const key = readinessKey(`${rows.check}${channel}`);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return ChannelCheck.optional().parse(Item?.['check']);
    },
    putCheck: (check) => put(`${rows.check}${check.channel}`, { kind: 'channel-check', check }),
    putRequest: (request) => put(`${rows.request}${request.channel}`, { kind: 'check-request', request }),
  };
}
