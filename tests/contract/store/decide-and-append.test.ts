import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Appended, decideAndAppend } from '../../../functions/declarations/append.ts';
import type { Declaration } from '../../../functions/declarations/declaration.ts';
import { declare } from '../../../functions/declarations/declare.ts';
import type { Principal } from '../../../functions/declarations/entry.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { verifyLedger } from '../../../functions/declarations/verify-chain.ts';
import { tableNames } from '../../../functions/names.ts';
import { contentStore } from '../../../functions/store/content.ts';
import { ledgerStore } from '../../../functions/store/ledger.ts';
import { day } from '../../support/decided.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { maria, sam } from '../../support/entries.ts';
import { body, caller, factsOf } from '../../support/facts.ts';
import { rosterOfCourses } from '../../support/roster.ts';
import { testSigner } from '../../support/signer.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const signer = testSigner();
const stores = () => ({
  ledger: ledgerStore(dynamo.documentClient, tableNames.ledger),
  contents: contentStore(dynamo.documentClient, tableNames.ledger),
});

/** One administrator at a process of their own. */
async function declares(declaration: Declaration, who: Principal, by = caller(who)): Promise<Appended> {
  const { ledger, contents } = stores();
  const facts = factsOf();
  const readFacts = async () => ({ ...facts, entries: await ledger.read('2022-23') });
  const seen = preview(declaration, factsOf()).answer.digest;
  return decideAndAppend({ ledger, contents, signer, readFacts }, by, (now) =>
    declare({ caller: by, declaration, seen }, now),
  );
}

describe('two administrators at once', () => {
  it('one wins; the other hears by whom and what; a repeat of the winner’s command answers the same', async () => {
    const command = caller(maria);
    const [one, other] = await Promise.allSettled([
      declares(body(), maria, command),
      declares(day({ dayType: 'closed' }), sam),
    ]);
    const winner = one.status === 'fulfilled' ? one : other;
    const loser = one.status === 'fulfilled' ? other : one;
    if (winner.status === 'rejected' || loser.status === 'fulfilled') throw new Error('not exactly one has won');
    const { entry } = winner.value;
    expect(loser.reason).toMatchObject({ data: { by: entry.by.name, declarationId: entry.declarationId } });
    expect(String(loser.reason)).toMatch(new RegExp(`${entry.by.name}.*${entry.declarationId}|${entry.declarationId}`));
    expect(await stores().ledger.read('2022-23')).toEqual([entry]);

    const again = await declares(body(), maria, { ...command, by: maria }).catch((error: unknown) => error);
    if (entry.commandId === command.commandId) expect(again).toEqual({ ...winner.value, repeated: true });
    else expect(again).toMatchObject({ problem: 'day-already-declared' });
  });

  it('leaves a record that verifies', async () => {
    const { ledger, contents } = stores();
    const { roster, chunks } = rosterOfCourses(['pine-hs', 'pine-k8'], 30);
    await contents.put('roster-manifest', roster.manifest);
    for (const sheet of roster.sheets) await contents.put('roster-sheet', sheet);
    for (const chunk of chunks.values()) await contents.put('roster-chunk', chunk);
    await declares(day({ date: '2023-02-23', dayType: 'closed' }), sam);
    const found = await verifyLedger({ rows: await ledger.rows('2022-23'), contents, signer });
    expect(found).toMatchObject({ ok: true, entries: 2 });
  });
});
