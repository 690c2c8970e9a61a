import { afterAll, beforeAll } from 'vitest';
import { machineClock } from '../../../functions/core/clock.ts';
import { tableNames } from '../../../functions/names.ts';
import { deliveryStore } from '../../../functions/store/deliveries.ts';
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
  };
});

const memory = memoryStores();
deliveryStoresContract('in memory', () => memory);
