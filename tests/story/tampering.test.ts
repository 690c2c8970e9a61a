import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecord, type YearVerified } from '../../sandbox/verify-record.ts';
import { declare, until, untilSettled } from '../support/declaring.ts';
import { runProgram, type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';
import { rawTable, type RawTable, type StoredRow } from '../support/table-rows.ts';

/** The record in the hands of somebody who can write to the table past every condition. */
describe('a record in which one byte was changed', () => {
  let small: SmallSandbox;
  let ledger: RawTable;
  let rows: StoredRow[];
  let declarationId: string;

  const verify = async (): Promise<YearVerified | undefined> => {
    const endpoint = small.sandbox.platform.settings.endpoints.dynamodb ?? '';
    const key = (await small.sandbox.platform.secrets?.get('ledger-key')) ?? '';
    return (await verifyRecord({ endpoint, schoolYears: ['2022-23'], key }))[0];
  };
  const entryAt = (version: number): StoredRow => {
    const row = rows.find((one) => one['sk']?.S === `entry#${String(version).padStart(8, '0')}`);
    if (row === undefined) throw new Error(`there is no entry ${version}`);
    return row;
  };
  const contentOf = (kind: string): StoredRow => {
    const isMeant = ({ contentKind, body }: StoredRow): boolean => {
      const isTopics = (body?.S ?? '').includes('"channel":"sns"');
      return kind === 'topics' ? isTopics : contentKind?.S === kind && !(isTopics && kind === 'roster-chunk');
    };
    const row = rows.find(isMeant);
    if (row === undefined) throw new Error(`there is no ${kind}`);
    return row;
  };
  /** Puts the row with one character of its body replaced by another, asks, and puts the row back as it was. */
  const changed = async (row: StoredRow, from: string, to: string): Promise<YearVerified | undefined> => {
    const body = row['body']?.S ?? '';
    expect(body).toContain(from);
    expect(to.length).toBe(from.length);
    return replaced(row, { ...row, body: { S: body.replace(from, to) } });
  };
  const replaced = async (row: StoredRow, other: StoredRow): Promise<YearVerified | undefined> => {
    await ledger.put(other);
    try {
      return await verify();
    } finally {
      await ledger.put(row);
    }
  };

  beforeAll(async () => {
    small = await startSmallSandbox();
    ({ declarationId } = await declare(small.client, 'tampering'));
    await untilSettled(small.client, declarationId);
    const sealed = async (): Promise<boolean> => {
      const { body } = await small.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`);
      return JSON.stringify(body).includes('"Reached"');
    };
    await until(sealed, 'the receipts are sealed');
    ledger = rawTable(small.sandbox.platform.settings.endpoints.dynamodb ?? '', 'ledger');
    rows = await ledger.rows();
  });
  afterAll(async () => {
    ledger?.close();
    await small?.close();
  });

  test('given nothing was changed, then it verifies, with its receipts', async () => {
    expect(await verify()).toMatchObject({ ok: true, entries: 2, receiptsChunks: expect.any(Number) });
    expect((await verify())?.receiptsChunks).toBeGreaterThan(0);
  });

  test.each([
    ['a date', '2023-02-22', '2023-02-21'],
    ['who decided', 'Sandbox Administrator', 'Sandbox administrator'],
    ['the cause', '"qualifying":true', '"qualifyinh":true'],
  ])('given %s in the declaring entry, then that entry is named', async (_, from, to) => {
    const found = await changed(entryAt(1), from, to);
    expect(found).toMatchObject({ ok: false, firstProblem: expect.stringMatching(/^entry 1: its text is not what/) });
  });

  test('given the sealing entry, then that entry is named', async () => {
    const found = await changed(entryAt(2), '"failed":0', '"failed":1');
    expect(found).toMatchObject({ ok: false, entries: 1, firstProblem: expect.stringMatching(/^entry 2: /) });
  });

  test('given an entry that carries another one’s kind, then that entry is named', async () => {
    const row = entryAt(1);
    const found = await replaced(row, { ...row, entryKind: { S: 'Retracted' } });
    expect(found).toMatchObject({ ok: false, firstProblem: expect.stringMatching(/^entry 1: its row says another/) });
  });

  test.each([
    'rendering',
    'page',
    'roster-chunk',
    'roster-sheet',
    'roster-manifest',
    'district',
    'law-pack',
    'receipts',
    'figures',
    // No entry names these: they follow from the notices, and count once their receipts are sealed.
    'topics',
  ])('given a row of kind %s, then that row is named by its hash', async (kind) => {
    const row = contentOf(kind);
    const hash = (row['pk']?.S ?? '').replace('content#', '');
    const body = row['body']?.S ?? '';
    const letter = /[a-z](?=[^"]*"$|[^"]*"[,}\]])/.exec(body)?.[0] ?? '';
    const found = await changed(row, letter, letter === 'x' ? 'y' : 'x');
    expect(found?.ok).toBe(false);
    expect(found?.firstProblem).toContain(hash);
  });

  test('given a receipts chunk, then npm run verify names it and ends with 1', async () => {
    const row = contentOf('receipts');
    const hash = (row['pk']?.S ?? '').replace('content#', '');
    small.folder.write('sandbox.json', { aws: { dynamodb: small.sandbox.platform.settings.endpoints.dynamodb } });
    const cli = () => runProgram('verify.ts', ['--data', small.folder.path]).finished;
    expect(await cli()).toMatchObject({
      code: 0,
      error: '',
      out: expect.stringContaining('2022-23: verified: 2 entries'),
    });
    const body = row['body']?.S ?? '';
    await ledger.put({ ...row, body: { S: body.replace('"sent"', '"send"') } });
    const { code, out, error } = await cli();
    await ledger.put(row);
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(out).toContain('2022-23: NOT VERIFIED');
    expect(out).toContain(hash);
  });

  test('given nothing was changed, then npm run evidence writes both editions, page and table', async () => {
    small.folder.write('sandbox.json', { aws: { dynamodb: small.sandbox.platform.settings.endpoints.dynamodb } });
    const { code, out, error } = await runProgram('evidence.ts', [small.folder.path, declarationId]).finished;
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const files = out.trim().split('\n');
    const [page = '', table = '', openPage = '', openTable = ''] = files.map((file) => readFileSync(file, 'utf8'));
    expect(page).toContain('Sandbox Administrator');
    expect(openPage).toContain('Public edition');
    expect(openPage).not.toContain('Sandbox Administrator');
    expect(table.split('\r\n').length).toBe(openTable.split('\r\n').length);
    expect(table).toContain(',posted,');
    const nobody = await runProgram('evidence.ts', [small.folder.path, 'd-none']).finished;
    expect(nobody).toMatchObject({ code: 1, error: expect.stringContaining('has no declaration d-none') });
  });
});
