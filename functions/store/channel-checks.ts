import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ChannelCheck, CheckRequest } from '../readiness/channel-check.ts';
import type { CheckStore } from '../readiness/ports.ts';
import { readinessKey } from './keys.ts';

/** Self-checks of channels in the operations table: one row a channel for what was asked, one for what was found. */
export function channelCheckStore(documents: DynamoDBDocumentClient, table: string): CheckStore {
  const get = async (id: string, member: string): Promise<unknown> => {
    const command = new GetCommand({ TableName: table, Key: readinessKey(id), ConsistentRead: true });
    return (await documents.send(command)).Item?.[member];
  };
  const put = async (id: string, row: Record<string, unknown>): Promise<void> => {
    await documents.send(new PutCommand({ TableName: table, Item: { ...readinessKey(id), ...row } }));
  };
  return {
    check: async (channel) => ChannelCheck.optional().parse(await get(`armed#${channel}`, 'check')),
    putCheck: (check) => put(`armed#${check.channel}`, { kind: 'channel-check', check }),
    request: async (channel) => CheckRequest.optional().parse(await get(`asked#${channel}`, 'request')),
    putRequest: (request) => put(`asked#${request.channel}`, { kind: 'check-request', request }),
  };
}
