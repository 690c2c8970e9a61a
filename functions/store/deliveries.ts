import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MachineClock } from '../core/clock.ts';
import { Delivery } from '../deliveries/delivery.ts';
import type { DeliveryStore } from '../deliveries/ports.ts';
import { deliveryKey, type Key } from './keys.ts';
import { bodyOf, wasRevised } from './revised-row.ts';

/** Tries at keys that a busy table left unprocessed, and the pause before the second. */
const mostTries = 6;
const firstPauseMs = 25;

/** The table left keys unprocessed again and again; nothing was decided, and reading again is safe. */
export class TableTooBusy extends Error {
  override readonly name = 'TableTooBusy';
}

/** Deliveries over the operations table: a row per target and entry, read consistently, written one revision after the other. */
export function deliveryStore(documents: DynamoDBDocumentClient, table: string, machine: MachineClock): DeliveryStore {
  /** Rows by sort and partition key; at most 100 keys. */
  const readAll = async (keys: readonly Key[]): Promise<Map<string, Delivery>> => {
    const found = new Map<string, Delivery>();
    let left: Record<string, unknown>[] = [...keys];
    for (let tries = 0; left.length > 0; tries += 1) {
      if (tries === mostTries)
        throw new TableTooBusy(`${left.length} deliveries were not read: they are read again later.`);
      if (tries > 0) await machine.sleep(firstPauseMs * 2 ** (tries - 1));
      const request = { [table]: { Keys: left, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await documents.send(new BatchGetCommand({ RequestItems: request }));
      for (const item of Responses?.[table] ?? []) {
        const delivery = deliveryOf(item);
        found.set(delivery.targetId, delivery);
      }
      left = UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return found;
  };

  return {
    async ofTargets({ schoolYear, version }, channel, targetIds) {
      const unique = [...new Set(targetIds)];
      const keys = unique.map((targetId) => deliveryKey(channel, targetId, schoolYear, version));
      const found = await readAll(keys);
      return targetIds.map((targetId) => found.get(targetId));
    },

    put(delivery) {
      const { entry, channel, targetId } = delivery;
      const key = deliveryKey(channel, targetId, entry.schoolYear, entry.version);
      return wasRevised(documents, table, key, { kind: 'delivery', value: delivery });
    },
  };
}

function deliveryOf(item: Record<string, unknown>): Delivery {
  return Delivery.parse(JSON.parse(bodyOf(item)));
}
