import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { tableNames } from '../../../functions/names.ts';
import type { WordStore } from '../../../functions/proposals/ports.ts';
import { wordStore } from '../../../functions/store/words.ts';
import { stillClocks } from '../../support/clocks.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { memoryWords } from '../../support/memory-words.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const clocks = stillClocks(parseInstant('2023-02-21T04:00:00-06:00'));
const timeZone = 'America/Chicago';

describe.each<[string, () => WordStore]>([
  ['on DynamoDB', () => wordStore(dynamo.documentClient, tableNames.operations, { clocks, timeZone })],
  ['in memory', () => memoryWords(clocks)],
])('words %s', (_, make) => {
  it('are put once whatever is put after them, and revised by one of two', async () => {
    const store = make();
    const word = { wordId: 'decided/7', subject: 'Declared', text: 'First.', says: ['a'] };
    await store.put(word);
    clocks.forward(1);
    await store.put({ ...word, text: 'Second.' });
    const [kept, ...others] = await store.all();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ ...word, revision: 1, putAt: expect.stringMatching(/^2023-02-21T04:0\d:00-06:00$/) });
    if (kept === undefined) return;
    const revised = { ...kept, revision: 2, triedAtMs: clocks.machine.now() };
    expect(await store.revise(revised)).toBe(true);
    expect(await store.revise({ ...revised, triedAtMs: 1 })).toBe(false);
    expect(await store.all()).toEqual([revised]);
  });
});
