import { describe, expect, it } from 'vitest';
import { recordDeadLetter } from '../../../functions/deliveries/dead-letters.ts';
import { DeliveryUnknown, NotRetryable } from '../../../functions/deliveries/errors.ts';
import type { Entry } from '../../../functions/declarations/entry.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { handleDeadLetters } from '../../../functions/deliveries/handle-dead-letters.ts';
import { handleParcelMessages } from '../../../functions/deliveries/handle-parcels.ts';
import { handlePlan } from '../../../functions/deliveries/handlers.ts';
import { listDeliveries } from '../../../functions/deliveries/list-deliveries.ts';
import { progress } from '../../../functions/deliveries/progress.ts';
import { retryDelivery } from '../../../functions/deliveries/retry-delivery.ts';
import { ReceiptsChunk } from '../../../functions/receipts/receipt.ts';
import { deliveryWorld, type DeliveryWorld } from '../../support/delivery-world.ts';

const ref = { schoolYear: '2022-23', version: 1 };

async function planned(options: Parameters<typeof deliveryWorld>[0] = {}): Promise<DeliveryWorld> {
  const world = await deliveryWorld(options);
  await world.declare('Declared');
  await world.clock.run(world.plan(1));
  return world;
}

const retry = (world: DeliveryWorld, targetId: string): Promise<void> => {
  const state = fold(world.entries).get('d-one');
  if (state === undefined) throw new Error('no declaration');
  return world.clock.run(retryDelivery(world.workerDeps, state, world.deliveryId(1, targetId)));
};

const invocation = { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 };

describe('a retry by a person', () => {
  it('given a delivery that failed, when it is retried, then it is looked for twice, posted, looked for once more, and sealed anew', async () => {
    const world = await planned({ targets: 3, faults: { refusedForGood: 1 } });
    await world.run();
    await world.clock.run(world.tickOnce());
    expect(world.row(1, 't1')?.status).toBe('failed');
    world.vendor.state.faults = {};
    const before = world.vendor.requests.length;
    await retry(world, 't1');
    await world.run();
    expect(world.row(1, 't1')?.status).toBe('sent');
    expect(world.vendor.requests.slice(before).map(({ kind }) => kind)).toEqual(['look', 'look', 'post', 'look']);
    await world.clock.run(world.tickOnce());
    const seals = world.entries.flatMap(({ sealed }) => (sealed === undefined ? [] : [sealed.counts]));
    expect(seals).toMatchObject([
      { planned: 3, sent: 0, failed: 3 },
      { planned: 3, sent: 1, failed: 2 },
    ]);
  });

  it('given a post that was there all along, when its delivery is retried, then it is adopted and not posted again', async () => {
    const world = await planned({ targets: 1, faults: { doneThenDoubt: 1, lookFails: 1 } });
    await world.run();
    expect(world.row(1, 't0')).toMatchObject({ status: 'in-doubt', escalated: true });
    world.vendor.state.faults = {};
    await retry(world, 't0');
    await world.run();
    expect(world.row(1, 't0')?.status).toBe('sent');
    expect(world.vendor.posts).toHaveLength(1);
  });

  it('given it was sent, then it is refused; given there is none such, then that is said', async () => {
    const world = await planned({ targets: 1 });
    await world.run();
    await expect(retry(world, 't0')).rejects.toThrow(NotRetryable);
    await expect(retry(world, 'nowhere')).rejects.toThrow(DeliveryUnknown);
  });

  it('given a retraction stands, then a failure of the retracted notice is refused and nothing is posted', async () => {
    const world = await planned({ targets: 1, faults: { refusedForGood: 1 } });
    await world.run();
    await world.declare('Retracted');
    await expect(retry(world, 't0')).rejects.toThrow(/took its place/);
    expect(world.vendor.posts).toEqual([]);
  });
});

describe('a parcel whose message crashed its worker five times', () => {
  it('given it is recorded, then the tick leaves it alone, its deliveries can be seen, and a retry takes it up', async () => {
    const world = await planned({ targets: 2 });
    const [parcel] = await world.stores.parcels.ofEntry(ref);
    world.dropQueue();
    await world.clock.run(recordDeadLetter(world.workerDeps, { ...ref, parcelId: parcel?.parcelId ?? '' }));
    await world.clock.run(world.tickOnce(true));
    expect(world.queued()).toEqual([]);
    const page = await listDeliveries(world.workerDeps, ref, { filter: {}, limit: 10 });
    expect(page.items.map(({ status, reason }) => [status, reason?.includes('crashed')])).toEqual([
      ['pending', true],
      ['pending', true],
    ]);
    await retry(world, 't0');
    await world.run();
    expect(world.vendor.posts).toHaveLength(2);
  });

  it('given a dead letter that is no message of ours, then it is reported and gone', async () => {
    const world = await deliveryWorld();
    const event = { Records: [{ messageId: 'm1', body: 'not json' }] };
    expect(await handleDeadLetters(world.workerDeps)(event, invocation)).toEqual({ batchItemFailures: [] });
    expect(world.reports).toEqual(['dead-letter-unreadable']);
  });
});

describe('messages', () => {
  it('given one that cannot be read among good ones, then it alone fails and the others are worked on', async () => {
    const world = await planned({ targets: 30 });
    const bodies = ['{}', ...world.queued().map(({ message }) => JSON.stringify(message))];
    const Records = bodies.map((body, i) => ({ messageId: `m${i}`, body }));
    const answer = await world.clock.run(handleParcelMessages(world.workerDeps)({ Records }, invocation));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
    expect(world.vendor.posts).toHaveLength(30);
  });

  it('given a parcel row that names targets outside the roster of its entry, then nothing is posted for it', async () => {
    const world = await planned({ targets: 1 });
    const [parcel] = await world.stores.parcels.ofEntry(ref);
    if (parcel === undefined) throw new Error('no parcel');
    const forged = {
      schoolId: 'pine-hs',
      channel: parcel.channel,
      audience: 'class',
      targets: [{ targetId: 'superintendent', name: '', postAs: [] }],
    };
    const chunk = await world.stores.contents.put('roster-chunk', forged);
    await world.stores.parcels.put({ ...parcel, chunk, revision: 2 });
    const Records = [{ messageId: 'm', body: JSON.stringify({ ...ref, parcelId: parcel.parcelId }) }];
    const answer = await world.clock.run(handleParcelMessages(world.workerDeps)({ Records }, invocation));
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(world.vendor.posts).toEqual([]);
  });

  it('given an entry in its hold on the stream, then it is asked for again when the hold ends; given a change, nothing happens', async () => {
    const world = await deliveryWorld({ targets: 1 });
    const made = await world.declare('Declared', {}, { releasesAtMs: world.clocks.machine.now() + 30_000 });
    const asked: [unknown, number][] = [];
    const planQueue = { sendPlan: async (entry: unknown, delayMs: number) => void asked.push([entry, delayMs]) };
    const wordOf = async ({ version }: Entry) => ({
      wordId: `entry/${version}`,
      subject: 'Declared',
      text: 'By Maria.',
    });
    const handle = handlePlan({ ...world.planDeps, ...world.wordDeps, planQueue, wordOf });
    const NewImage = { kind: { S: 'entry' }, body: { S: JSON.stringify(made) } };
    await handle({ Records: [{ eventName: 'MODIFY', dynamodb: { NewImage } }] }, invocation);
    expect(asked).toEqual([]);
    await handle({ Records: [{ eventName: 'INSERT', dynamodb: { NewImage } }] }, invocation);
    expect(asked).toEqual([[ref, 30_000]]);
    // Administrators hear of it while it can still be stopped.
    expect(world.topic.published.map(({ wordId }) => wordId)).toEqual(['entry/1']);
    await world.clock.run(world.clocks.machine.sleep(30_000));
    await world.clock.run(handle({ Records: [{ messageId: 'm', body: JSON.stringify(ref) }] }, invocation));
    expect(await world.stores.parcels.planned(ref)).toMatchObject({ parcels: 1, targets: 1 });
  });
});

describe('a word about an entry', () => {
  it('given it cannot be put, then the entry is planned all the same, and not again for that', async () => {
    const world = await deliveryWorld({ targets: 1 });
    const made = await world.declare('Declared');
    const wordOf = async () => {
      throw new Error('the table does not answer');
    };
    const planQueue = { sendPlan: async () => {} };
    const NewImage = { kind: { S: 'entry' }, body: { S: JSON.stringify(made) } };
    const handle = handlePlan({ ...world.planDeps, ...world.wordDeps, planQueue, wordOf });
    await world.clock.run(handle({ Records: [{ eventName: 'INSERT', dynamodb: { NewImage } }] }, invocation));
    expect(await world.stores.parcels.planned(ref)).toMatchObject({ parcels: 1 });
    expect(world.reports).toContain('word-not-published');
  });
});

describe('the tick', () => {
  it('given the stream missed an entry and the queue lost its messages, then both are made up for', async () => {
    const world = await deliveryWorld({ targets: 30 });
    await world.declare('Declared');
    expect(await world.clock.run(world.tickOnce())).toMatchObject({ planned: 1 });
    world.dropQueue();
    expect(await world.clock.run(world.tickOnce())).toMatchObject({ planned: 0, woken: 0 });
    expect(await world.clock.run(world.tickOnce(true))).toMatchObject({ woken: 2 });
  });

  it('given three ticks at once when all was sent, then the receipts are sealed once, each with its rendering and time', async () => {
    const world = await planned({ targets: 30 });
    await world.run();
    await world.clock.run(Promise.all([world.tickOnce(), world.tickOnce(), world.tickOnce()]));
    const seals = world.entries.filter(({ kind }) => kind === 'Reached');
    expect(seals).toHaveLength(1);
    const [hash] = seals[0]?.sealed?.receipts ?? [];
    const { receipts } = ReceiptsChunk.parse(await world.stores.contents.get(hash ?? ''));
    expect(receipts).toHaveLength(30);
    expect(
      receipts.every(({ status, sentAt, rendering }) => status === 'sent' && sentAt !== undefined && rendering !== ''),
    ).toBe(true);
  });
});

describe('what people see of a fan-out', () => {
  it('given 60 targets half of them sent, then figures add up and the list pages through all of them once', async () => {
    const world = await planned({ targets: 60 });
    const Records = world
      .queued()
      .slice(0, 1)
      .map(({ message }, i) => ({ messageId: `m${i}`, body: JSON.stringify(message) }));
    await world.clock.run(handleParcelMessages(world.workerDeps)({ Records }, invocation));
    const {
      planned: all,
      sent,
      pending,
      bySchool,
      byChannel,
    } = progress(await world.stores.parcels.ofEntry(ref), 1, []);
    expect([all, sent + pending, bySchool.length, byChannel.length]).toEqual([60, 60, 1, 1]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { filter: {}, limit: 10, ...(cursor === undefined ? {} : { cursor }) };
      const page = await listDeliveries(world.workerDeps, ref, query);
      seen.push(...page.items.map(({ targetId }) => targetId));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(world.roster.map(({ targetId }) => targetId).toSorted());
    const pendings = await listDeliveries(world.workerDeps, ref, { filter: { status: 'pending' }, limit: 100 });
    expect(pendings.items).toHaveLength(pending);
  });
});
