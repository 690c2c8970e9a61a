import { describe, expect, it } from 'vitest';
import { Conflict } from '../../../functions/core/errors.ts';
import { type Appended, type Appending, decideAndAppend } from '../../../functions/declarations/append.ts';
import type { Caller } from '../../../functions/declarations/decision.ts';
import type { Declaration } from '../../../functions/declarations/declaration.ts';
import { declare } from '../../../functions/declarations/declare.ts';
import { EntryTooLarge, IdempotencyMismatch } from '../../../functions/declarations/errors.ts';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { reached } from '../../../functions/declarations/reached.ts';
import { statusAt } from '../../../functions/declarations/status-at.ts';
import { stop } from '../../../functions/declarations/stop.ts';
import { day, type MovableFacts } from '../../support/decided.ts';
import { maria, sam } from '../../support/entries.ts';
import { body, caller, factsOf } from '../../support/facts.ts';
import { memoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { testSigner } from '../../support/signer.ts';

type World = MemoryRecord & { readonly facts: MovableFacts; readonly deps: Appending<Facts> };

function world(): World {
  const record = memoryRecord();
  const facts = factsOf();
  const readFacts = async () => ({ ...facts, entries: await record.ledger.read('2022-23') });
  return { ...record, facts, deps: { ...record, signer: testSigner(), readFacts } };
}

async function declareIn({ deps }: World, declaration: Declaration, by: Caller = caller()): Promise<Appended> {
  const seen = preview(declaration, await deps.readFacts()).answer.digest;
  return decideAndAppend(deps, by, (facts) => declare({ caller: by, declaration, seen }, facts));
}

/** The world as somebody sees it for whom the others' first append comes between reading and writing. */
function overtaken(there: World, meanwhile: () => Promise<unknown>): World {
  let done = false;
  const ledger = {
    ...there.ledger,
    append: async (entry: Parameters<typeof there.ledger.append>[0]) => {
      if (!done) await meanwhile();
      done = true;
      await there.ledger.append(entry);
    },
  };
  return { ...there, ledger, deps: { ...there.deps, ledger } };
}

describe('appending a decision', () => {
  it('puts it in its place in the chain, signed, after the rows it names', async () => {
    const there = world();
    const first = await declareIn(there, day({ schools: ['pine-hs'] }));
    const second = await declareIn(there, day({ schools: ['pine-k8'] }));
    expect([first.entry.version, second.entry.version]).toEqual([1, 2]);
    expect(second.entry.prev).toBe(first.entry.hash);
    expect(await there.ledger.read('2022-23')).toEqual([first.entry, second.entry]);
    const named = first.entry.content?.notices.flatMap((notice) => notice.renderings.map(({ hash }) => hash)) ?? [];
    expect([...there.contentRows.keys()]).toEqual(expect.arrayContaining(named));
    expect(first).toMatchObject({ repeated: false, state: { declarationId: first.entry.declarationId } });
  });

  it('writes no entry when a row it names cannot be written', async () => {
    const there = world();
    const contents = { put: async () => Promise.reject(new Error('no disk')) };
    await expect(declareIn({ ...there, deps: { ...there.deps, contents } }, body())).rejects.toThrow('no disk');
    expect(there.entryRows.size).toBe(0);
  });

  it('answers a repeated command as the first time, whatever happened since', async () => {
    const there = world();
    const same = caller();
    const first = await declareIn(there, body(), same);
    const { declarationId } = first.entry;
    const by = caller();
    await decideAndAppend(there.deps, by, (facts) => stop({ caller: by, declarationId }, facts));
    const again = await declareIn(there, body(), same);
    expect(again).toEqual({ ...first, repeated: true });
    expect(again.state && statusAt(again.state, again.entry.atMs)).toBe('held');
    expect(there.entryRows.size).toBe(2);
  });

  it('refuses the same key with another body', async () => {
    const there = world();
    await declareIn(there, body(), caller(maria, 'key', 'one body'));
    const other = declareIn(there, day({ date: '2023-02-23' }), caller(maria, 'key', 'another body'));
    await expect(other).rejects.toBeInstanceOf(IdempotencyMismatch);
  });

  it('finds its own entry when the same command was sent twice at once', async () => {
    const there = world();
    const same = caller();
    const [first, second] = await Promise.all([declareIn(there, body(), same), declareIn(there, body(), same)]);
    expect(second.entry).toEqual(first.entry);
    expect(first.repeated).not.toBe(second.repeated);
  });

  it('decides again when what came between is about other days', async () => {
    const there = world();
    const late = overtaken(there, () => declareIn(there, day({ dayType: 'closed', schools: ['pine-k8'] })));
    const { entry } = await declareIn(late, day({ schools: ['pine-hs'] }));
    expect(entry.version).toBe(2);
    expect(there.entryRows.size).toBe(2);
  });

  it('tells the second of two administrators by whom and what', async () => {
    const there = world();
    const late = overtaken(there, () => declareIn(there, body(), caller(sam)));
    const refused = await declareIn(late, day({ dayType: 'closed', schools: ['pine-hs'] })).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Conflict);
    expect(refused).toMatchObject({ data: { by: 'Sam Park', kind: 'Declared', version: 1, dates: ['2023-02-22'] } });
    expect(String(refused)).toContain('Sam Park was a moment earlier: Declared d-');
    expect(there.entryRows.size).toBe(1);
  });

  it('tells whoever decides on the same declaration, but lets receipts pass', async () => {
    const there = world();
    const { declarationId } = (await declareIn(there, body())).entry;
    const stopBy = (by: Caller) => (facts: Facts) => stop({ caller: by, declarationId }, facts);
    const sealing = { ofVersion: 1, receipts: [], counts: {} };
    const seal = () => decideAndAppend(there.deps, caller(), (facts) => reached(sealing, facts));
    const [one, other, third] = [caller(), caller(sam), caller()];
    there.facts.clocks.machineAt(1_100_000);
    await decideAndAppend(overtaken(there, seal).deps, one, stopBy(one));
    there.facts.clocks.machineAt(3_000_000);
    const late = overtaken(there, () => decideAndAppend(there.deps, other, stopBy(other)));
    await expect(decideAndAppend(late.deps, third, stopBy(third))).rejects.toMatchObject({
      name: 'Conflict',
      data: { by: 'Sam Park', kind: 'Held', declarationId },
    });
  });

  it('gives up after five more attempts', async () => {
    const there = world();
    let tries = 0;
    const ledger = {
      append: async () => {
        tries += 1;
        return there.ledger.append({ ...(await declareIn(world(), body())).entry, reason: 'never mine' });
      },
    };
    there.entryRows.set(1, { position: 1, version: 1, entryKind: 'Told', declarationId: 'x', body: '{}' });
    const readFacts = async () => there.facts;
    const by = caller();
    const seen = preview(body(), there.facts).answer.digest;
    const attempt = decideAndAppend({ ...there.deps, ledger, readFacts }, by, (facts) =>
      declare({ caller: by, declaration: body(), seen }, facts),
    );
    await expect(attempt).rejects.toMatchObject({ problem: 'version-conflict' });
    expect(tries).toBe(6);
  });

  it('refuses an entry over 64 KB before anything is written', async () => {
    const there = world();
    const note = 'x'.repeat(300);
    const events = Array.from({ length: 40 }, (_, i) => ({ name: `Event ${i}`, disposition: 'cancelled', note }));
    const programs = there.facts.district.programs.map(({ id }) => ({ id, disposition: 'cancelled', note }));
    const units = Array.from({ length: 4_000 }, (_, i) => `unit-${i}-of-a-large-district`);
    const by = caller();
    const seen = preview(body({ events, programs }), there.facts).answer.digest;
    const attempt = decideAndAppend(there.deps, by, (facts) => {
      const decided = declare({ caller: by, declaration: body({ events, programs }), seen }, facts);
      const { content } = decided.draft;
      const days = content === undefined ? [] : content.days.map((one) => ({ ...one, units }));
      return {
        ...decided,
        draft: { ...decided.draft, ...(content === undefined ? {} : { content: { ...content, days } }) },
      };
    });
    await expect(attempt).rejects.toBeInstanceOf(EntryTooLarge);
    await expect(attempt).rejects.toThrow(/makes an entry of \d+ KB, and one holds 64 KB: declare fewer days/);
    expect([there.entryRows.size, there.contentRows.size]).toEqual([0, 0]);
  });
});
