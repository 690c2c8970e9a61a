import { describe, expect, it } from 'vitest';
import { fold } from '../../../functions/declarations/fold.ts';
import { handleDeadLetters } from '../../../functions/deliveries/handle-dead-letters.ts';
import { handleParcelMessages } from '../../../functions/deliveries/handle-parcels.ts';
import { handlePlan } from '../../../functions/deliveries/handlers.ts';
import { NotRetryable } from '../../../functions/deliveries/errors.ts';
import type { Delivery } from '../../../functions/deliveries/delivery.ts';
import { recordDeadLetter } from '../../../functions/deliveries/dead-letters.ts';
import { retryDelivery } from '../../../functions/deliveries/retry-delivery.ts';
import { deliveryWorld, type DeliveryWorld } from '../../support/delivery-world.ts';

const day = 24 * 3_600_000;
const invocation = { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 };

/** February left every kind of failure behind: failed, waiting, in doubt, never tried, and a parcel that is dead. */
async function afterFebruary(): Promise<DeliveryWorld> {
  const world = await deliveryWorld({ targets: 60, faults: { refusedForGood: 0.3, refused: 0.3, lostThenDoubt: 0.2 } });
  await world.declare('Declared');
  await world.clock.run(world.plan(1));
  const [dead, first] = await world.stores.parcels.ofEntry({ schoolYear: '2022-23', version: 1 });
  await world.clock.run(recordDeadLetter(world.workerDeps, messageOf(dead)));
  const Records = [{ messageId: 'm', body: JSON.stringify(messageOf(first)) }];
  await world.clock.run(handleParcelMessages(world.workerDeps)({ Records }, invocation));
  await world.clock.run(world.clocks.machine.sleep(90 * day));
  world.vendor.state.faults = {};
  return world;
}

function messageOf(parcel: { readonly parcelId: string } | undefined) {
  return { schoolYear: '2022-23', version: 1, parcelId: parcel?.parcelId ?? '' };
}

const rowsOf = (world: DeliveryWorld): (Delivery | undefined)[] =>
  world.roster.map(({ targetId }) => world.row(1, targetId));

const made = (world: DeliveryWorld): string[] =>
  world.vendor.requests.filter(({ kind }) => kind !== 'look').map(({ kind }) => kind);

describe("February's failures, redriven in May", () => {
  it('given every parcel, message, dead letter, stream record and tick comes again, then nothing is posted', async () => {
    const world = await afterFebruary();
    const before = made(world).length;
    const posts = world.vendor.posts.length;
    expect(new Set(rowsOf(world).map((row) => row?.status))).toEqual(
      new Set(['failed', 'waiting', 'in-doubt', 'sent', undefined]),
    );
    const messages = (await world.stores.parcels.ofEntry({ schoolYear: '2022-23', version: 1 })).map(messageOf);
    const Records = messages.map((message, i) => ({ messageId: `m${i}`, body: JSON.stringify(message) }));
    await world.clock.run(handleDeadLetters(world.workerDeps)({ Records }, invocation));
    // Parcels reset by hand, dead ones too, as if they had never been worked on.
    for (const { reason: _, ...parcel } of await world.stores.parcels.ofEntry({ schoolYear: '2022-23', version: 1 })) {
      await world.stores.parcels.put({ ...parcel, status: 'open', dueMs: 0, revision: parcel.revision + 1 });
    }
    const image = { kind: { S: 'entry' }, body: { S: JSON.stringify(world.entries[0]) } };
    const planQueue = { sendPlan: async () => {} };
    const replayed = handlePlan({ ...world.planDeps, ...world.wordDeps, planQueue, wordOf: async () => undefined });
    await world.clock.run(replayed({ Records: [{ eventName: 'INSERT', dynamodb: { NewImage: image } }] }, invocation));
    await world.clock.run(world.tickOnce(true));
    await world.clock.run(handleParcelMessages(world.workerDeps)({ Records }, invocation));
    await world.run(24 * 60);
    expect([made(world).length, world.vendor.posts.length]).toEqual([before, posts]);
    const statuses = new Set(rowsOf(world).map((row) => row?.status));
    expect(statuses).toEqual(new Set(['failed', 'sent', 'expired']));
  });

  it('given a person retries each of them, then each is refused, and nothing is posted', async () => {
    const world = await afterFebruary();
    const before = world.vendor.requests.length;
    const state = fold(world.entries).get('d-one');
    if (state === undefined) throw new Error('no declaration');
    for (const { targetId } of world.roster) {
      await expect(
        world.clock.run(retryDelivery(world.workerDeps, state, world.deliveryId(1, targetId))),
      ).rejects.toThrow(NotRetryable);
    }
    await world.run(60);
    expect(world.vendor.requests.slice(before).filter(({ kind }) => kind !== 'look')).toEqual([]);
  });
});
