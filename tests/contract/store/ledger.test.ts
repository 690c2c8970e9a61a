import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, digestOf } from '../../../functions/core/hash.ts';
import { VersionTaken } from '../../../functions/declarations/errors.ts';
import { tableNames } from '../../../functions/names.ts';
import { contentStore } from '../../../functions/store/content.ts';
import { ledgerStore } from '../../../functions/store/ledger.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { content, entry, sam } from '../../support/entries.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const ledger = () => ledgerStore(dynamo.documentClient, tableNames.ledger);
const contents = () => contentStore(dynamo.documentClient, tableNames.ledger);
const inYear =
  (schoolYear: string) =>
  (version: number, changes = {}) =>
    entry(version, 'Told', { schoolYear, ...changes });

describe('the ledger on DynamoDB', () => {
  it('reads back what was appended, in order, past a page of 1 MB', async () => {
    const note = 'x'.repeat(60_000);
    const written = Array.from({ length: 20 }, (_, i) => inYear('2020-21')(i + 1, { reason: note }));
    for (const one of written) await ledger().append(one);
    expect(canonicalJson(await ledger().read('2020-21'))).toBe(canonicalJson(written));
    expect(await ledger().read('2019-20')).toEqual([]);
  });

  it('gives a version to one of two', async () => {
    const one = inYear('2021-22')(1);
    const other = inYear('2021-22')(1, { by: sam });
    const outcomes = await Promise.allSettled([ledger().append(one), ledger().append(other)]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toBeInstanceOf(VersionTaken);
    expect(await ledger().read('2021-22')).toHaveLength(1);
  });

  it('takes a repeat of the very same entry for the answer that was lost', async () => {
    const one = inYear('2022-23')(1, { content: content() });
    await ledger().append(one);
    await expect(ledger().append(one)).resolves.toBeUndefined();
  });

  it('sees what others appended since it last read', async () => {
    const reader = ledger();
    await ledger().append(inYear('2023-24')(1));
    expect(await reader.read('2023-24')).toHaveLength(1);
    await ledger().append(inYear('2023-24')(2));
    expect((await reader.read('2023-24')).map((one) => one.version)).toEqual([1, 2]);
  });

  it('decides nothing on a year with a gap or an altered entry', async () => {
    await ledger().append(inYear('2024-25')(2));
    await expect(ledger().read('2024-25')).rejects.toThrow(/Entry 1 of 2024-25 is missing/);
    const altered = { ...inYear('2025-26')(1), reason: 'put in later' };
    await ledger().append(altered);
    await expect(ledger().read('2025-26')).rejects.toThrow(/Entry 1 of 2025-26 is not what its hash says/);
  });
});

describe('content rows on DynamoDB', () => {
  it('keeps a value under the hash of its canonical JSON, once', async () => {
    const hash = await contents().put('rendering', { b: 1, a: ['é', null] });
    expect(hash).toBe(digestOf({ a: ['é', null], b: 1 }));
    expect(await contents().put('rendering', { a: ['é', null], b: 1 })).toBe(hash);
    expect(await contents().get(hash)).toEqual({ a: ['é', null], b: 1 });
    expect(await contents().row(hash)).toEqual({ contentKind: 'rendering', body: '{"a":["é",null],"b":1}' });
  });

  it('names what is missing and what was altered', async () => {
    await expect(contents().get('0'.repeat(64))).rejects.toMatchObject({ name: 'ContentMissing' });
    const hash = digestOf({ text: 'as it was' });
    const Item = {
      pk: `content#${hash}`,
      sk: 'content',
      kind: 'content',
      contentKind: 'page',
      body: '{"text":"as it is"}',
    };
    await dynamo.documentClient.send(new PutCommand({ TableName: tableNames.ledger, Item }));
    await expect(contents().get(hash)).rejects.toMatchObject({ name: 'ContentAltered', data: { hash } });
  });

  it('answers again from memory, and forgets the least recently used beyond its bound', async () => {
    const small = contentStore(dynamo.documentClient, tableNames.ledger, 30);
    const first = await small.put('page', { n: 'first' });
    const kept = await small.get(first);
    expect(await small.get(first)).toBe(kept);
    await small.put('page', { n: 'second' });
    await small.put('page', { n: 'third' });
    const readAgain = await small.get(first);
    expect(readAgain).toEqual(kept);
    expect(readAgain).not.toBe(kept);
  });
});
