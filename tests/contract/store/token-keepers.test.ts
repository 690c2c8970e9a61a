import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenLeaseRows, type TokenLeaseRows } from '../../../functions/store/token-keepers.ts';
import { tables } from '../../../functions/store/tables.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';

let dynamo: Dynamo;
let leases: TokenLeaseRows;
beforeAll(async () => {
  dynamo = await startDynamo();
  leases = tokenLeaseRows(dynamo.documentClient, tables.operations.tableName);
});
afterAll(() => dynamo.close());

it('given eight keepers at once, when each wants the lease, then one has it', async () => {
  const owners = Array.from({ length: 8 }, (_, n) => `owner-${n}`);
  const given = await Promise.all(owners.map((owner) => leases.acquire('race', owner, 1000, 2000)));
  expect(given.filter(Boolean)).toHaveLength(1);
});

it('given a lease that is held, when it is renewed, ended or released, then it is whose it should be', async () => {
  expect(await leases.acquire('notices-1', 'a', 1000, 2000)).toBe(true);
  expect(await leases.acquire('notices-1', 'a', 1500, 2500)).toBe(true);
  expect(await leases.acquire('notices-1', 'b', 2499, 3500)).toBe(false);
  expect(await leases.acquire('notices-1', 'b', 2500, 3500)).toBe(true);
  await leases.release('notices-1', 'a');
  expect(await leases.acquire('notices-1', 'a', 2600, 3600)).toBe(false);
  await leases.release('notices-1', 'b');
  expect(await leases.acquire('notices-1', 'a', 2600, 3600)).toBe(true);
});

it('given leases of two service users, when both are wanted, then neither stands in the other’s way', async () => {
  expect(await leases.acquire('notices-2', 'a', 1000, 2000)).toBe(true);
  expect(await leases.acquire('notices-3', 'b', 1000, 2000)).toBe(true);
});
