import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptAnswers } from '../../../functions/api/idempotency.ts';
import { tableNames } from '../../../functions/names.ts';
import { keptAnswers } from '../../../functions/store/idempotency.ts';
import { idempotencyKey } from '../../../functions/store/keys.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const day = 24 * 60 * 60;
const at = { seconds: 1_677_000_000 };
const clock = { now: () => at.seconds * 1000, sleep: async () => undefined };
const kept = (): KeptAnswers => keptAnswers(dynamo.documentClient, tableNames.operations, clock);

describe('answers kept for repeated commands', () => {
  it('are found again as they were', async () => {
    const answer = { fingerprint: 'a', answer: { signalId: 's-1', list: [1, null], text: 'ma\u00f1ana' } };
    expect(await kept().find('first')).toBeUndefined();
    await kept().keep('first', answer);
    expect(await kept().find('first')).toEqual(answer);
  });

  it('stay as they are when a second one comes', async () => {
    await kept().keep('second', { fingerprint: 'a', answer: 1 });
    await kept().keep('second', { fingerprint: 'b', answer: 2 });
    expect(await kept().find('second')).toEqual({ fingerprint: 'a', answer: 1 });
  });

  it('are gone after a day, also before DynamoDB deletes them, and make room', async () => {
    await kept().keep('third', { fingerprint: 'a', answer: 1 });
    at.seconds += day - 1;
    expect(await kept().find('third')).toEqual({ fingerprint: 'a', answer: 1 });
    at.seconds += 1;
    expect(await kept().find('third')).toBeUndefined();
    await kept().keep('third', { fingerprint: 'b', answer: 2 });
    expect(await kept().find('third')).toEqual({ fingerprint: 'b', answer: 2 });
  });

  it('expire by the attribute that the table deletes by', async () => {
    await kept().keep('fourth', { fingerprint: 'a', answer: 1 });
    const get = new GetCommand({ TableName: tableNames.operations, Key: idempotencyKey('fourth') });
    expect((await dynamo.documentClient.send(get)).Item).toMatchObject({ expiresAt: at.seconds + day });
  });
});
