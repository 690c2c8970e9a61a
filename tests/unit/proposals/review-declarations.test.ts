import { describe, expect, it } from 'vitest';
import { openReview } from '../../../functions/proposals/open-review.ts';
import type { DeclaredBefore } from '../../../functions/proposals/ports.ts';
import { declared, proposing } from '../../support/proposing.ts';

const threeDays: [string, string][] = [
  ['2023-02-22', 'e-learning'],
  ['2023-02-23', 'e-learning'],
  ['2023-02-24', 'e-learning'],
];
const shortened = { id: 's', vtec: 'CON.KMPX.WS.W.0004', until: '230223T1800Z', sent: '2023-02-22T03:30:00-06:00' };
const longer = { ...shortened, id: 'l', until: '230225T0000Z' };
const cancelled = { id: 'c', vtec: 'CAN.KMPX.WS.W.0004', sent: '2023-02-22T12:00:00-06:00' };

/** Wednesday to Friday declared on Tuesday afternoon, because of a warning that ends on Thursday evening. */
function stormDeclared(changes: Parameters<typeof declared>[2] = {}) {
  const world = proposing();
  world.alerts({});
  const signalIds = world.signals().map(({ signalId }) => signalId);
  const causes = [{ kind: 'weather', qualifying: true, signalIds }];
  world.at('2023-02-21T14:11:00-06:00');
  const standing = declared(threeDays, undefined, { causes, ...changes });
  world.declare(standing);
  const review = () => openReview(world.situation(), 'd-one');
  const keep = (seen: string | undefined): DeclaredBefore => ({
    ...standing,
    entries: [{ version: 2, kind: 'Reviewed', seen }],
  });
  return { world, standing, review, keep };
}

describe('a review of what was declared', () => {
  it('given nothing has changed, then nothing is asked; given the alert is repeated, still nothing', () => {
    const { world, review } = stormDeclared();
    expect(review()).toBeUndefined();
    world.alerts({ sent: '2023-02-21T15:30:00-06:00' });
    expect(review()).toBeUndefined();
    expect(world.situation()?.watched).toMatchObject([{ version: 1, grounds: { coverage: { '2023-02-24': 'none' } } }]);
  });

  it('given the warning is shortened, then it asks once, about the days that have not begun, and undoes nothing', () => {
    const { world, review } = stormDeclared();
    world.at('2023-02-22T04:00:00-06:00');
    expect(world.alerts(shortened)).toMatchObject([{ status: 'declared' }]);
    const first = review();
    expect(first).toMatchObject({
      declarationId: 'd-one',
      since: '2023-02-22T04:00:00-06:00',
      dates: ['2023-02-22', '2023-02-23', '2023-02-24'],
      what: 'Winter Storm Warning (NWS Twin Cities MN) now ends 2023-02-23 12:00, was 2023-02-23 18:00.',
    });
    world.at('2023-02-22T08:30:00-06:00');
    world.compute();
    expect(review()).toEqual({ ...first, dates: ['2023-02-23', '2023-02-24'] });
  });

  it('given it is kept, then that change is settled, and the next one asks anew', () => {
    const { world, review, keep } = stormDeclared();
    world.at('2023-02-22T04:00:00-06:00');
    world.alerts(shortened);
    const first = review();
    world.declare(keep(first?.digest));
    expect(review()).toBeUndefined();
    world.compute();
    expect(review()).toBeUndefined();
    world.at('2023-02-22T12:05:00-06:00');
    world.alerts(cancelled);
    expect(review()).toMatchObject({
      dates: ['2023-02-23', '2023-02-24'],
      changes: [expect.stringMatching(/has ended/), '2023-02-23 is no longer covered by a warning'],
    });
    expect(review()?.reviewId).not.toBe(first?.reviewId);
  });

  it('given another digest is kept, then the question stays open', () => {
    const { world, review, keep } = stormDeclared();
    world.alerts(shortened);
    const first = review();
    world.declare(keep('something else'));
    expect(review()?.reviewId).toBe(first?.reviewId);
  });

  it('given the alert comes back to what it was, then there is nothing left to ask; given the same change comes again, it is the same question', () => {
    const { world, review } = stormDeclared();
    world.alerts(shortened);
    const first = review();
    world.alerts({ sent: '2023-02-22T04:30:00-06:00' });
    expect(review()).toBeUndefined();
    world.alerts({ ...shortened, sent: '2023-02-22T05:00:00-06:00' });
    expect(review()?.reviewId).toBe(first?.reviewId);
  });

  it('given what was kept comes again after it had gone, then it is asked anew', () => {
    const { world, review, keep } = stormDeclared();
    world.alerts(shortened);
    const first = review();
    world.declare(keep(first?.digest));
    world.alerts({ sent: '2023-02-22T04:30:00-06:00' });
    expect(review()?.digest).not.toBe(first?.digest);
    world.alerts({ ...shortened, sent: '2023-02-22T05:00:00-06:00' });
    expect(review()).toBeUndefined();
  });

  it('given a date is covered now that was not, then it asks; given it was amended, then the amendment rests on what is known', () => {
    const { world, review, standing } = stormDeclared();
    world.alerts(longer);
    expect(review()?.what).toMatch(/2023-02-24 is covered by a warning/);
    const amended = { ...standing.speaking[0], version: 5, kind: 'Amended', at: '', approval: 'not-needed' };
    world.declare({ ...standing, speaking: [...standing.speaking, amended] });
    expect(review()).toBeUndefined();
    world.declare({
      ...standing,
      speaking: [...standing.speaking, amended, { ...amended, version: 6, kind: 'Corrected' }],
    });
    expect(world.situation()?.watched).toMatchObject([{ version: 5 }]);
  });

  it('given one warning gives way to another and every day ahead is covered, then nothing is asked', () => {
    const world = proposing();
    world.alerts({});
    const causes = [{ kind: 'weather', qualifying: true, signalIds: world.signals().map(({ signalId }) => signalId) }];
    world.declare(declared(threeDays.slice(0, 2), undefined, { causes }));
    world.alerts(
      { ...cancelled, vtec: 'UPG.KMPX.WS.W.0004' },
      { id: 'b', vtec: 'NEW.KMPX.BZ.W.0001', event: 'Blizzard Warning' },
    );
    expect(openReview(world.situation(), 'd-one')).toBeUndefined();
  });

  it.each([
    ['has been taken back', { ended: 'retracted' }],
    ['waits for its approval', { speaking: [{ version: 1, kind: 'Declared', at: '', approval: 'awaiting' }] }],
  ])('given the declaration %s, then nothing is asked', (_, changes) => {
    const { world, review, standing } = stormDeclared();
    world.declare({ ...standing, ...changes });
    world.alerts(cancelled);
    expect(review()).toBeUndefined();
  });

  it('given its last day has begun, then nothing is asked any more', () => {
    const { world, review } = stormDeclared();
    world.at('2023-02-24T08:30:00-06:00');
    world.alerts(cancelled);
    expect(review()).toBeUndefined();
    expect(world.situation()?.watched).toEqual([]);
  });
});
