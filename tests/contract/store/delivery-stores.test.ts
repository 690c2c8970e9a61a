import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { machineClock } from '../../../functions/core/clock.ts';
import { tableNames } from '../../../functions/names.ts';
import { deliveryStore } from '../../../functions/store/deliveries.ts';
import { quotaKey } from '../../../functions/store/keys.ts';
import { parcelStore } from '../../../functions/store/parcels.ts';
import { parentLeases } from '../../../functions/store/parent-leases.ts';
import { quotaStore } from '../../../functions/store/quotas.ts';
import { memoryStores } from '../../support/delivery-stores.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { deliveryStoresContract } from './delivery-stores.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

deliveryStoresContract('on DynamoDB', () => {
  const { documentClient: documents } = dynamo;
  const table = tableNames.operations;
  return {
    deliveries: deliveryStore(documents, table, machineClock),
    parcels: parcelStore(documents, table),
    quotas: quotaStore(documents, table),
    parentsAt: (now) => parentLeases(documents, table, { ...machineClock, now }),
    async spoilQuota({ provider, kind }, body) {
      const Item = { ...quotaKey(provider, kind), kind: 'quota', revision: 1, body };
      await documents.send(new PutCommand({ TableName: table, Item }));
    },
  };
});

const memory = memoryStores();
deliveryStoresContract('in memory', () => ({
  ...memory,
  async spoilQuota({ provider, kind }, body) {
    memory.spoiltQuotas.set(`${provider}#${kind}`, { unreadable: typeof body === 'string' ? body : undefined });
  },
}));
