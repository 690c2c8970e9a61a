import { beforeAll, describe, expect, it } from 'vitest';
import { decideAndAppend } from '../../../functions/declarations/append.ts';
import { declare } from '../../../functions/declarations/declare.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { reached, sealingCommand } from '../../../functions/declarations/reached.ts';
import { type Verification, verifyLedger } from '../../../functions/declarations/verify-chain.ts';
import { body, caller, factsOf } from '../../support/facts.ts';
import { memoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { rosterOfCourses } from '../../support/roster.ts';
import { testSigner } from '../../support/signer.ts';

const signer = testSigner();
const seal = { ofVersion: 1, counts: { planned: 2, sent: 1, failed: 1 } };
let receipts: string;

/** The record of one declared day whose receipts are sealed. */
async function recorded(): Promise<MemoryRecord> {
  const record = memoryRecord();
  const { roster, chunks } = rosterOfCourses(['pine-hs', 'pine-k8'], 30);
  await record.contents.put('roster-manifest', roster.manifest);
  for (const sheet of roster.sheets) await record.contents.put('roster-sheet', sheet);
  for (const chunk of chunks.values()) await record.contents.put('roster-chunk', chunk);
  const facts = factsOf();
  const deps = {
    ...record,
    signer,
    readFacts: async () => ({ ...facts, entries: await record.ledger.read('2022-23') }),
  };
  const by = caller();
  const seen = preview(body(), facts).answer.digest;
  await decideAndAppend(deps, by, (now) => declare({ caller: by, declaration: body(), seen }, now));
  receipts = await record.contents.put('receipts', {
    schoolYear: '2022-23',
    version: 1,
    receipts: [{ status: 'sent' }, { status: 'failed' }],
  });
  const sealing = { ...seal, receipts: [receipts] };
  await decideAndAppend(deps, sealingCommand('2022-23', sealing), (now) => reached(sealing, now));
  return record;
}

const verify = async ({ ledger, contents }: MemoryRecord): Promise<Verification> =>
  verifyLedger({ rows: await ledger.rows('2022-23'), contents, signer });

/** A text with its byte at a position turned into another. */
const flipped = (text: string, at: number): string => {
  const other = text[at] === '0' ? '1' : '0';
  return text.slice(0, at) + other + text.slice(at + 1);
};

let sound: MemoryRecord;
beforeAll(async () => {
  sound = await recorded();
});

/** The same record, for a test to damage. */
const copy = (): MemoryRecord => {
  const record = memoryRecord();
  for (const [version, row] of sound.entryRows) record.entryRows.set(version, row);
  for (const [hash, row] of sound.contentRows) record.contentRows.set(hash, row);
  return record;
};

describe('verifying a school year', () => {
  it('finds nothing in a record that nobody touched', async () => {
    // District, law pack, manifest, 2 sheets, 4 chunks, 4 renderings, 1 page and 1 receipts chunk.
    expect(await verify(sound)).toEqual({ ok: true, entries: 2, contents: 15, receiptsChunks: 1 });
    expect(await verify(memoryRecord())).toEqual({ ok: true, entries: 0, contents: 0, receiptsChunks: 0 });
  });

  it('asks for no roster where an entry names none', async () => {
    const record = memoryRecord();
    const facts = factsOf();
    const rules = { ...facts.rules, roster: '' };
    const readFacts = async () => ({ ...facts, rules, entries: await record.ledger.read('2022-23') });
    const [by, seen] = [caller(), preview(body(), { ...facts, rules }).answer.digest];
    await decideAndAppend({ ...record, signer, readFacts }, by, (now) =>
      declare({ caller: by, declaration: body(), seen }, now),
    );
    expect(await verify(record)).toMatchObject({ ok: true, entries: 1 });
  });

  it.each([1, 2])('names entry %i for any byte of it that changed', async (version) => {
    const row = sound.entryRows.get(version);
    if (row === undefined) throw new Error('no such row');
    const positions = Array.from({ length: 60 }, (_, i) => Math.floor((row.body.length * i) / 60));
    for (const at of positions) {
      const damaged = copy();
      damaged.entryRows.set(version, { ...row, body: flipped(row.body, at) });
      const { ok, firstProblem } = await verify(damaged);
      expect([ok, firstProblem]).toEqual([false, expect.stringMatching(new RegExp(`^entry ${version}: its `))]);
    }
  });

  it('names any content row of which a byte changed, and the entry that names it', async () => {
    for (const [hash, row] of sound.contentRows) {
      const damaged = copy();
      damaged.contentRows.set(hash, { ...row, body: flipped(row.body, row.body.length - 3) });
      const { firstProblem } = await verify(damaged);
      const version = hash === receipts ? 2 : 1;
      expect(firstProblem).toBe(`entry ${version}: ${row.contentKind} ${hash} was altered`);
    }
  });

  it('names any content row that is missing or kept as something else', async () => {
    for (const [hash, row] of sound.contentRows) {
      const without = copy();
      without.contentRows.delete(hash);
      expect((await verify(without)).firstProblem).toContain(`${row.contentKind} ${hash} is missing`);
      const relabelled = copy();
      relabelled.contentRows.set(hash, { ...row, contentKind: 'other' });
      expect((await verify(relabelled)).firstProblem).toContain(`${hash} is kept as other`);
    }
  });

  it.each<[string, (record: MemoryRecord) => void, RegExp]>([
    ['an entry was deleted', (record) => record.entryRows.delete(1), /^entry 1: missing; the next row is entry 2/],
    ['a row says another kind', (record) => edit(record, 1, { entryKind: 'Told' }), /^entry 1: its row says another/],
    ['a row says another version', (record) => edit(record, 2, { version: 3 }), /^entry 2: its row says another/],
    [
      'a row says another declaration',
      (record) => edit(record, 1, { declarationId: 'd-x' }),
      /^entry 1: its row says another/,
    ],
    [
      'white space came into a text',
      (record) => edit(record, 1, { body: `${textOf(record, 1)} ` }),
      /^entry 1: its text is not canonical/,
    ],
    ['a text is no JSON', (record) => edit(record, 1, { body: 'x' }), /^entry 1: its text is no JSON/],
    [
      'an entry stands in another’s place',
      (record) => edit(record, 1, { body: textOf(record, 2) }),
      /^entry 1: its row says another/,
    ],
  ])('finds that %s', async (_what, damage, expected) => {
    const damaged = copy();
    damage(damaged);
    expect((await verify(damaged)).firstProblem).toMatch(expected);
  });

  it('finds a chain that was made anew with another key', async () => {
    const forged = testSigner();
    const rows = await sound.ledger.rows('2022-23');
    const { firstProblem } = await verifyLedger({ rows, contents: sound.contents, signer: forged });
    expect(firstProblem).toBe('entry 1: its signature does not hold');
  });

  it('finds an entry that does not follow the one before it', async () => {
    const other = await recorded();
    const damaged = copy();
    const second = other.entryRows.get(2);
    if (second !== undefined) damaged.entryRows.set(2, second);
    const different = (await other.ledger.read('2022-23'))[1]?.prev !== (await sound.ledger.read('2022-23'))[0]?.hash;
    expect(different).toBe(true);
    expect((await verify(damaged)).firstProblem).toBe('entry 2: its prev is not the hash of the entry before');
  });

  it.each([
    [{ sent: 2 }, 'it counts sent 2, and its receipts say 1'],
    [{ planned: 3, sent: 1, failed: 1 }, 'it counts planned 3, and its receipts say 2'],
    [{ inDoubt: 1 }, 'it counts inDoubt 1, and its receipts say 0'],
  ])('finds counts %j that its receipts do not bear out', async (counts, expected) => {
    const damaged = copy();
    damaged.entryRows.delete(2);
    const readFacts = async () => ({ ...factsOf(), entries: await damaged.ledger.read('2022-23') });
    const sealing = { ofVersion: 1, receipts: [receipts], counts };
    await decideAndAppend({ ...damaged, signer, readFacts }, caller(), (now) => reached(sealing, now));
    expect((await verify(damaged)).firstProblem).toBe(`entry 2: ${expected}`);
  });

  it('finds receipts of another entry', async () => {
    const damaged = copy();
    const stray = await damaged.contents.put('receipts', { schoolYear: '2022-23', version: 9, receipts: [] });
    damaged.entryRows.delete(2);
    const readFacts = async () => ({ ...factsOf(), entries: await damaged.ledger.read('2022-23') });
    const sealing = { ofVersion: 1, receipts: [stray], counts: {} };
    await decideAndAppend({ ...damaged, signer, readFacts }, caller(), (now) => reached(sealing, now));
    expect((await verify(damaged)).firstProblem).toBe('entry 2: it seals receipts of another entry than 1');
  });
});

function edit(
  record: MemoryRecord,
  version: number,
  changes: Partial<{ version: number; entryKind: string; declarationId: string; body: string }>,
): void {
  const row = record.entryRows.get(version);
  if (row !== undefined) record.entryRows.set(version, { ...row, ...changes });
}

function textOf(record: MemoryRecord, version: number): string {
  return record.entryRows.get(version)?.body ?? '';
}
