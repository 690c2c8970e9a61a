import { describe, expect, it } from 'vitest';
import { handleDeadLetters } from '../../../functions/deliveries/handle-dead-letters.ts';
import { handleParcelMessages } from '../../../functions/deliveries/handle-parcels.ts';
import { listDeliveries } from '../../../functions/deliveries/list-deliveries.ts';
import type { Parcel } from '../../../functions/deliveries/parcel.ts';
import { deliveryWorld, type DeliveryWorld } from '../../support/delivery-world.ts';

const ref = { schoolYear: '2022-23', version: 1 };
const invocation = { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 };

/** Ten parcels, planned and not yet worked on. */
async function planned(): Promise<{ world: DeliveryWorld; parcels: Parcel[] }> {
  const world = await deliveryWorld({ targets: 250 });
  await world.declare('Declared');
  await world.clock.run(world.plan(1));
  return { world, parcels: await world.stores.parcels.ofEntry(ref) };
}

const messageOf = ({ entry, parcelId }: Pick<Parcel, 'entry' | 'parcelId'>): string =>
  JSON.stringify({ ...entry, parcelId });

/** A parcel row that somebody wrote past the planner. */
async function rewritten(world: DeliveryWorld, parcel: Parcel | undefined, change: Partial<Parcel>): Promise<string> {
  if (parcel === undefined) throw new Error('no parcel');
  const row: Parcel = { ...parcel, revision: parcel.revision + 1, ...change };
  await world.stores.parcels.put(row);
  return messageOf(row);
}

describe('poison among good messages', () => {
  it('given each kind of it, then it alone fails, nothing is posted for it, and all others are posted to', async () => {
    const { world, parcels } = await planned();
    const [chunk, rendering, entry, notice, stranger, ...good] = parcels;
    const foreign = await world.stores.contents.put('roster-chunk', { schoolId: 'pine-hs', targets: 'none' });
    const failing = [
      'no JSON at all',
      'null',
      '[]',
      '{"schoolYear":1}',
      JSON.stringify({ ...ref, parcelId: 'p', more: 'than asked for' }),
      JSON.stringify({ ...ref, parcelId: 'x', huge: 'x'.repeat(1_000_000) }),
      await rewritten(world, chunk, { chunk: 'f'.repeat(64) }),
      await rewritten(world, rendering, { chunk: foreign }),
      // A parcel of an entry that does not exist is put as the first row of its own.
      await rewritten(world, entry, { entry: { ...ref, version: 99 }, revision: 1 }),
      await rewritten(world, notice, { noticeId: 'another' }),
      await rewritten(world, stranger, { unit: 'oak-es' }),
    ];
    const gone = JSON.stringify({ ...ref, parcelId: 'nobody-knows-it' });
    const bodies = [...failing, gone, ...good.map(messageOf), gone];
    const Records = bodies.map((body, i) => ({ messageId: `m${i}`, body }));
    const { batchItemFailures } = await world.clock.run(
      handleParcelMessages(world.workerDeps)({ Records }, invocation),
    );
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(failing.map((_, i) => `m${i}`));
    expect(world.vendor.posts).toHaveLength(25 * good.length);
    expect(new Set(world.reports)).toEqual(new Set(['message-failed']));
  });

  it('given it has failed five times, then its parcel is dead, and the rest is posted by the tick', async () => {
    const { world, parcels } = await planned();
    const [bad] = parcels;
    const Records = [
      { messageId: 'm0', body: await rewritten(world, bad, { chunk: 'f'.repeat(64) }) },
      { messageId: 'm1', body: 'no JSON at all' },
      { messageId: 'm2', body: JSON.stringify({ ...ref, parcelId: 'nobody-knows-it' }) },
    ];
    world.dropQueue();
    // A worker had it: its lease ends first.
    await world.clock.run(handleParcelMessages(world.workerDeps)({ Records }, invocation));
    await world.clock.run(world.clocks.machine.sleep(60_000));
    const answer = await world.clock.run(handleDeadLetters(world.workerDeps)({ Records }, invocation));
    expect(answer).toEqual({ batchItemFailures: [] });
    const reported = ['message-failed', 'parcel-dead', 'dead-letter-unreadable', 'dead-letter-unknown'];
    expect(new Set(world.reports)).toEqual(new Set(reported));
    await world.run(60);
    expect(world.vendor.posts).toHaveLength(225);
    // What cannot be read hides nothing else from whoever mends it.
    const { items } = await listDeliveries(world.workerDeps, ref, { filter: {}, limit: 1_000 });
    expect(items.map(({ status }) => status)).toEqual(Array(225).fill('sent'));
  });
});
