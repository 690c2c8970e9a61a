import { describe, expect, it } from 'vitest';
import { DeliveryStatus } from '../../../functions/deliveries/delivery.ts';
import { whatToDo } from '../../../functions/deliveries/what-to-do.ts';
import { listDeliveries } from '../../../functions/deliveries/list-deliveries.ts';
import { deliveryWorld } from '../../support/delivery-world.ts';

const asked = (status: DeliveryStatus, escalated = false) => whatToDo({ status, escalated });

describe('what a person does about a delivery', () => {
  it('given what is left to a person or has failed, then it is one sentence that ends with a retry', () => {
    expect(asked('in-doubt', true)).toMatch(/^Look into the class\..*then retry this delivery/);
    expect(asked('failed')).toMatch(/then retry this delivery/);
  });

  it('given what is still looked for, then it is to wait', () => {
    expect(asked('in-doubt')).toMatch(/^Wait/);
  });

  it('given anything else, then nothing is asked of anybody', () => {
    const others = DeliveryStatus.options.filter((status) => status !== 'in-doubt' && status !== 'failed');
    expect(others.map((status) => asked(status))).toEqual(others.map(() => undefined));
  });

  it('given copies that may stand beside what is settled, then it is to look for them', () => {
    const twice = 'posted 2 times, and 1 could not be removed: delete the newer one in the class';
    expect(whatToDo({ status: 'sent', escalated: false, reason: twice })).toMatch(/delete the newer one/);
    const unseen = 'no closing look: the list was cut short';
    expect(whatToDo({ status: 'superseded', escalated: false, reason: unseen })).toMatch(/stands there all the same/);
  });

  it('given a list, then each line that is open to a person has its reason and its action', async () => {
    const world = await deliveryWorld({ targets: 5, faults: { refusedForGood: 1 } });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.run(30);
    const { parcels, deliveries, contents } = world.stores;
    const deps = { parcels, deliveries, contents, deliverySecret: world.workerDeps.deliverySecret };
    const page = { filter: { status: 'failed' }, limit: 50 } as const;
    const { items } = await listDeliveries(deps, { schoolYear: '2022-23', version: 1 }, page);
    expect(items).toHaveLength(5);
    for (const item of items) expect(item).toMatchObject({ reason: 'the course is archived', action: asked('failed') });
  });
});
