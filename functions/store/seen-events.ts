import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MachineClock } from '../core/clock.ts';
import type { SeenEvents } from '../triggers/ports.ts';
import { seenEventKey } from './keys.ts';

/** Longer than any captured body is of use to anybody (S-21). */
const keptDays = 400;

/** Hashes of vendors' events in the operations table; each is dropped some time after 400 days. */
export function seenEvents(documents: DynamoDBDocumentClient, table: string, machine: MachineClock): SeenEvents {
  return {
    async has(key) {
      const get = new GetCommand({ TableName: table, Key: seenEventKey(key), ConsistentRead: true });
      return (await documents.send(get)).Item !== undefined;
    },
    async add(key) {
      const expiresAt = Math.floor(machine.now() / 1000) + keptDays * 86_400;
      const Item = { ...seenEventKey(key), kind: 'seen-event', expiresAt };
      await documents.send(new PutCommand({ TableName: table, Item }));
    },
  };
}
