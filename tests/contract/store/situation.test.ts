import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict } from '../../../functions/core/errors.ts';
import { tableNames } from '../../../functions/names.ts';
import type { SituationStore } from '../../../functions/proposals/ports.ts';
import { situationStore } from '../../../functions/store/situation.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { memorySituations } from '../../support/memory-situations.ts';
import { proposing } from '../../support/proposing.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

describe.each<[string, () => SituationStore]>([
  ['on DynamoDB', () => situationStore(dynamo.documentClient, tableNames.operations)],
  ['in memory', memorySituations],
])('the situation %s', (_, make) => {
  it('is kept per school year, one revision over the other', async () => {
    const store = make();
    const computedAt = '2023-02-21T03:30:00-06:00';
    const first = {
      schoolYear: '2022-23',
      revision: 1,
      computedAt,
      proposals: proposing().alerts({}),
      reviews: [],
      watched: [],
    };
    expect(await store.get('2022-23')).toBeUndefined();
    await store.put(first);
    expect(await store.get('2022-23')).toEqual(first);
    expect(await store.get('2023-24')).toBeUndefined();
    await store.put({ ...first, revision: 2, proposals: [] });
    await expect(store.put({ ...first, revision: 2 })).rejects.toBeInstanceOf(Conflict);
    expect(await store.get('2022-23')).toMatchObject({ revision: 2, proposals: [] });
  });
});
