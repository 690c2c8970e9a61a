import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../functions/core/hash.ts';
import { decideAndAppend } from '../../../functions/declarations/append.ts';
import { declare } from '../../../functions/declarations/declare.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { followingUp } from '../../../functions/platform/services/follow-up.ts';
import { underTwo } from '../../support/decided.ts';
import { body, caller } from '../../support/facts.ts';
import { memoryRecord } from '../../support/memory-record.ts';
import { memoryWords } from '../../support/memory-words.ts';
import { testSigner } from '../../support/signer.ts';

/** A declaration that awaits approval, in a record in memory, and what follows from the clock. */
async function waiting() {
  const record = { ...memoryRecord(), signer: testSigner() };
  const facts = underTwo();
  const readFacts = async () => ({ ...facts, entries: await record.ledger.read('2022-23') });
  const { digest } = preview(body(), facts).answer;
  await decideAndAppend(
    { ...record, ledger: record.ledger, readFacts },
    { commandId: 'c', bodyHash: digestOf('c') },
    (now) => declare({ caller: caller(), declaration: body(), seen: digest }, now),
  );
  const words = memoryWords(facts.clocks);
  const { district, clocks } = facts;
  const follow = followingUp({ clocks }, { district, record, words, recordFacts: readFacts });
  const kinds = async () => (await record.ledger.read('2022-23')).map(({ kind }) => kind);
  return { clocks, words, follow, kinds };
}

describe('what follows from the clock', () => {
  it('is that an approval nobody gave lapses, once', async () => {
    const { clocks, follow, kinds } = await waiting();
    await follow();
    expect(await kinds()).toEqual(['Declared']);
    clocks.calendarAt('2023-02-22T06:19:54-06:00');
    await Promise.all([follow(), follow()]);
    await follow();
    expect(await kinds()).toEqual(['Declared', 'Lapsed']);
  });

  it('is a word about each decision that the stream missed', async () => {
    const { clocks, follow, words } = await waiting();
    await follow();
    expect(words.rows.size).toBe(0);
    clocks.machineAt(clocks.machine.now() + 60_000);
    await follow();
    await follow();
    expect([...words.rows.keys()]).toEqual(['entry/2022-23/1']);
    const old = await waiting();
    old.clocks.machineAt(old.clocks.machine.now() + 3_600_000);
    await old.follow();
    expect(old.words.rows.size).toBe(0);
  });
});
