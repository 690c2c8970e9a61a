import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GetCommand, type PutCommand } from '@aws-sdk/lib-dynamodb';
import { Conflict } from '../../../functions/core/errors.ts';
import { tableNames } from '../../../functions/names.ts';
import { signalKey } from '../../../functions/store/keys.ts';
import { signalStore } from '../../../functions/store/signals.ts';
import { identify } from '../../../functions/triggers/identify.ts';
import type { SignalStore } from '../../../functions/triggers/ports.ts';
import type { Signal } from '../../../functions/triggers/signal.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { morning } from '../../support/alerts.ts';
import { stillClocks } from '../../support/clocks.ts';
import { knownWeather } from '../../support/known-weather.ts';
import { memorySignals } from '../../support/memory-signals.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const at = '2023-02-21T03:30:00-06:00';
const { machine } = stillClocks(morning);
const onTable = (): SignalStore => signalStore(dynamo.documentClient, tableNames.operations, machine);

let number = 0;
function incident(changes: Partial<Signal> = {}): Signal {
  const base: Signal = {
    ...identify({ intake: 'api', credential: 'ops-1', vendorId: `INC-${number}` }),
    kind: 'incident',
    status: 'open',
    missedPolls: 0,
    firstSeenAt: at,
    lastSeenAt: at,
    changedAt: at,
    revision: 1,
    content: { source: 'helpdesk', summary: 'x'.repeat(500), systems: [], observedAt: at },
  };
  return { ...base, ...changes } as Signal;
}

describe.each([
  ['on DynamoDB', onTable],
  ['in memory', memorySignals],
])('signals %s', (_, make) => {
  let store: SignalStore;
  beforeEach(() => {
    number++;
    store = make();
  });
  const mine = async (): Promise<Signal[]> => (await store.all()).filter((it) => it.vendorId === `INC-${number}`);

  it('are read back as they were written, revision by revision', async () => {
    const ended = incident({ status: 'ended', endedBecause: 'resolved by its reporter', revision: 2 });
    await store.put(incident());
    expect(await mine()).toEqual([incident()]);
    await store.put(ended);
    expect(await mine()).toEqual([ended]);
  });

  it('of the weather keep their history', async () => {
    const known = knownWeather();
    known.shows({ id: 'w', vtec: 'NEW.KMPX.WS.A.0002', sent: '2023-02-20T15:00:00-06:00' });
    for (const signal of known.all()) await store.put(signal);
    const { writes } = known.shows({ id: 'u', vtec: 'UPG.KMPX.WS.A.0002' }, { id: 'a' });
    for (const signal of writes) await store.put(signal);
    const read = (await store.all()).filter((it) => it.kind === 'weather');
    expect(new Set(read)).toEqual(new Set(known.all()));
  });

  it.each([
    ['a first revision over another', [1], incident({ revision: 1, endedBecause: 'else' })],
    ['a revision over one that is not its last', [1, 2], incident({ revision: 2, endedBecause: 'else' })],
    ['a revision of what is not there', [], incident({ revision: 2 })],
  ])('are not overwritten by %s', async (_case, before, late) => {
    const here = identify({ intake: 'api', credential: 'ops-1', vendorId: `INC-${number}` });
    for (const revision of before) await store.put(incident({ revision }));
    await expect(store.put({ ...late, ...here })).rejects.toBeInstanceOf(Conflict);
    expect(await mine()).toEqual(before.length === 0 ? [] : [incident({ revision: before.length })]);
  });

  it('give a revision to one of two', async () => {
    await store.put(incident());
    const outcomes = await Promise.allSettled([
      store.put(incident({ revision: 2, endedBecause: 'a' })),
      store.put(incident({ revision: 2, endedBecause: 'b' })),
    ]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('keep the newest state of a feed', async () => {
    const feed = `feed-${number}`;
    expect(await store.feed(feed)).toBeUndefined();
    await store.putFeed({ feed, ok: true, lastGoodAt: at, failures: 0, alerts: 3 });
    await store.putFeed({
      feed,
      ok: false,
      lastGoodAt: at,
      unknownSince: at,
      problem: 'It answered 503.',
      failures: 1,
      alerts: 3,
    });
    expect(await store.feed(feed)).toMatchObject({ ok: false, lastGoodAt: at, unknownSince: at });
  });
});

describe('signals on DynamoDB alone', () => {
  beforeEach(() => void number++);

  it('survive the lost answer of their own put', async () => {
    let lost = false;
    const { documentClient } = dynamo;
    const send = async (command: PutCommand) => {
      const answer = await documentClient.send(command);
      if (lost || !('Item' in command.input)) return answer;
      lost = true;
      return documentClient.send(command);
    };
    const losing = Object.assign(Object.create(documentClient) as typeof documentClient, { send });
    const store = signalStore(losing, tableNames.operations, machine);
    await store.put(incident());
    expect(lost).toBe(true);
  });

  it('expire only once they have ended', async () => {
    const expiryOf = async (signal: Signal): Promise<unknown> => {
      await onTable().put(signal);
      const { Item } = await dynamo.documentClient.send(
        new GetCommand({ TableName: tableNames.operations, Key: signalKey(signal.signalId) }),
      );
      return Item?.['expiresAt'];
    };
    expect(await expiryOf(incident())).toBeUndefined();
    expect(await expiryOf(incident({ status: 'ended', revision: 2 }))).toBe(machine.now() / 1000 + 120 * 86_400);
    expect(await expiryOf(incident({ revision: 3 }))).toBeUndefined();
  });

  it('are all read, past a page of 1 MB', async () => {
    const long = { source: 'helpdesk', summary: 'x'.repeat(500), observedAt: at };
    const systems = Array.from({ length: 50 }, (_, i) => ({ id: `${i}`.padEnd(80, 'x'), status: 'down' as const }));
    const many = Array.from({ length: 250 }, (_, i) => ({
      ...incident({ content: { ...long, systems } }),
      ...identify({ intake: 'api', credential: 'many', vendorId: `${i}` }),
    })) as Signal[];
    await Promise.all(many.map((signal) => onTable().put(signal)));
    expect((await onTable().all()).filter((signal) => signal.credential === 'many')).toHaveLength(250);
  });
});
