import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BreakGlassStore } from '../../../functions/declarations/break-glass/ports.ts';
import { tableNames } from '../../../functions/names.ts';
import { breakGlassStore } from '../../../functions/store/break-glass.ts';
import { memoryGlass } from '../../support/break-glass.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

describe.each<[string, () => BreakGlassStore]>([
  ['on DynamoDB', () => breakGlassStore(dynamo.documentClient, tableNames.operations)],
  ['in memory', memoryGlass],
])('break-glass %s', (_, make) => {
  it('spends a set once, on the act of whoever came first, and every other set for itself', async () => {
    const store = make();
    expect(await store.used('one')).toBeUndefined();
    const acts = ['a', 'b', 'c'].map((actHash) => ({ set: 'one', actHash, atMs: 7 }));
    const spent = await Promise.all(acts.map((use) => store.spend(use)));
    const [first] = spent;
    expect(new Set(spent.map(({ actHash }) => actHash)).size).toBe(1);
    expect(await store.used('one')).toEqual(first);
    expect(await store.used('two')).toBeUndefined();
  });

  it('counts each try once, whoever tries at the same moment', async () => {
    const store = make();
    expect(await store.readTries()).toBeUndefined();
    const rows = [1, 2, 3].map((atMs) => ({ revision: 1, triedAtMs: [atMs] }));
    const kept = await Promise.all(rows.map((row) => store.putTries(row)));
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await store.readTries()).toEqual(rows[kept.indexOf(true)]);
    expect(await store.putTries({ revision: 2, triedAtMs: [1, 9] })).toBe(true);
  });
});
