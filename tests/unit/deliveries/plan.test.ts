import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../functions/core/hash.ts';
import type { NoticeRef } from '../../../functions/declarations/entry.ts';
import { EntryNotGenuine } from '../../../functions/deliveries/errors.ts';
import { planParcels } from '../../../functions/deliveries/plan-parcels.ts';
import type { SchoolSheet } from '../../../functions/roster/roster.ts';
import { content, entry } from '../../support/entries.ts';
import { lakes } from '../../support/district.ts';
import { deliveryWorld } from '../../support/delivery-world.ts';
import { noticeTo } from '../../support/one-school.ts';

const chunk = (hash: string, more: Partial<SchoolSheet['chunks'][number]> = {}) => ({
  hash: digestOf(hash),
  channel: 'google-classroom' as const,
  audience: 'class' as const,
  targets: 10,
  students: 0,
  sharedParent: false,
  ...more,
});

const sheets: SchoolSheet[] = [
  { schoolId: 'pine-hs', chunks: [chunk('hs'), chunk('hs-staff', { audience: 'staff', channel: 'teams' })] },
  { schoolId: 'pine-k8', chunks: [chunk('k5', { division: 'k5' }), chunk('m68', { division: 'm68' }), chunk('whole')] },
];

const notice = (changes: Partial<NoticeRef> = {}): NoticeRef => ({
  noticeId: 'aaaaaaaaaa',
  audience: 'class',
  issued: { en: 'now' },
  renderings: [{ channel: 'google-classroom', language: 'en', units: ['pine-hs', 'pine-k8/k5'], hash: 'r1' }],
  ...changes,
});

const planned = (notices: NoticeRef[], kind: 'Declared' | 'Retracted' = 'Declared') =>
  planParcels({ entry: entry(1, kind), content: content({ notices }), sheets, district: lakes, nowMs: 1 });

describe('planning parcels', () => {
  it('given a notice for a school and one division, then the other division gets no parcel, and whole-school rooms get one', () => {
    const { parcels } = planned([notice()]);
    expect(parcels.map(({ unit }) => unit).toSorted()).toEqual(['pine-hs', 'pine-k8', 'pine-k8/k5']);
  });

  it('given a program that opens at 6:30, then its school comes before the earlier bell of another', () => {
    const changed = content({ notices: [notice()] });
    changed.declaration.programs = [{ id: 'kids-club', disposition: 'cancelled' }];
    const { parcels } = planParcels({
      entry: entry(1, 'Declared'),
      content: changed,
      sheets,
      district: lakes,
      nowMs: 1,
    });
    expect(parcels.map(({ schoolId, bell }) => `${schoolId} ${bell}`)).toEqual([
      'pine-k8 390',
      'pine-k8 390',
      'pine-hs 500',
    ]);
  });

  it('given a notice for staff, then no parcel of a class carries it', () => {
    const renderings = [{ channel: 'teams' as const, language: 'en', units: ['pine-hs'], hash: 'r2' }];
    const { parcels } = planned([notice({ audience: 'staff', renderings })]);
    expect(parcels.map(({ audience, chunk: hash }) => [audience, hash])).toEqual([['staff', digestOf('hs-staff')]]);
  });

  it('given topics in two languages, then one parcel of them goes first, a program beside the public never sharing a target', () => {
    const sns = ['en', 'es'].map((language) => ({
      channel: 'sns' as const,
      language,
      units: [],
      hash: `s-${language}`,
    }));
    const publicNotice = notice({ noticeId: 'bbbbbbbbbb', audience: 'public', renderings: sns });
    const program = notice({ noticeId: 'cccccccccc', audience: 'program:kids-club', renderings: sns.slice(0, 1) });
    const { parcels, chunks } = planned([notice(), publicNotice, program]);
    expect(parcels.slice(0, 2).map(({ channel }) => channel)).toEqual(['sns', 'sns']);
    const ids = chunks.flatMap(({ targets }) => targets.map(({ targetId }) => targetId));
    expect(ids).toEqual(['public/en', 'public/es', 'public/en/program:kids-club']);
  });

  it('given a retraction, then its parcels are urgent', () => {
    expect(planned([notice()], 'Retracted').parcels.every(({ lane }) => lane === 'urgent')).toBe(true);
  });
});

describe('planning an entry', () => {
  it('given it is planned twice, then the page stands, and parcels, messages and mark are those of the first time', async () => {
    const world = await deliveryWorld({ targets: 60 });
    await world.declare('Declared');
    expect(await world.clock.run(world.plan(1))).toEqual({ kind: 'planned', parcels: 3, targets: 60 });
    expect(world.pages.get('notice1xxx')).toBe('<p>Tue 2:11 p.m.</p>');
    const writes = world.stores.parcelRows.writes;
    expect(await world.clock.run(world.plan(1))).toEqual({ kind: 'already' });
    expect([world.stores.parcelRows.writes, world.queued().length]).toEqual([writes, 3]);
  });

  it('given a retraction, when it is planned, then the page of what it takes back says so', async () => {
    const world = await deliveryWorld({ targets: 5 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.declare('Retracted');
    await world.clock.run(world.plan(2));
    expect([...world.pages.values()].filter((html) => html.startsWith('replaced'))).toHaveLength(1);
    expect(world.pages.get('notice1xxx')).toBe('replaced <p>Tue 2:11 p.m.</p>');
  });

  it.each([
    ['an amendment', 'Amended', '<p>Wed 5:22 a.m.</p>'],
    ['a correction', 'Corrected', 'corrected Wed 6:00 a.m. <p>Wed 5:22 a.m.</p>'],
  ] as const)('given %s, then the address of the notice shows the newest words', async (_what, kind, shown) => {
    const world = await deliveryWorld({ targets: 5 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    const notice = await noticeTo(world.stores.contents, { channel: 'google-classroom', kind, version: 2 });
    const corrected = kind === 'Corrected' ? { corrected: { en: 'Wed 6:00 a.m.' } } : {};
    const issued = { en: 'Wed 5:22 a.m.' };
    await world.declare(kind, { notices: [{ ...notice, issued, ...corrected }] });
    const planned = await world.clock.run(world.plan(2));
    expect(planned).toMatchObject({ kind: 'planned', parcels: kind === 'Corrected' ? 0 : 1 });
    expect(world.pages.get('notice1xxx')).toBe(shown);
  });

  it('given a notice that is planned only after its amendment, then its address still shows the newest words', async () => {
    const world = await deliveryWorld({ targets: 5 });
    await world.declare('Declared');
    const notice = await noticeTo(world.stores.contents, { channel: 'teams', kind: 'Amended', version: 2 });
    await world.declare('Amended', { notices: [{ ...notice, issued: { en: 'Wed 5:22 a.m.' } }] });
    await world.clock.run(world.plan(2));
    expect(await world.clock.run(world.plan(1))).toMatchObject({ kind: 'planned' });
    expect(world.pages.get('notice1xxx')).toBe('<p>Wed 5:22 a.m.</p>');
  });

  it('given an amendment that tells the public nothing new, then its page stays as it was', async () => {
    const world = await deliveryWorld({ targets: 5 });
    await world.declare('Declared');
    await world.clock.run(world.plan(1));
    await world.declare('Amended', { notices: [] });
    await world.clock.run(world.plan(2));
    expect([...world.pages]).toEqual([['notice1xxx', '<p>Tue 2:11 p.m.</p>']]);
  });

  it('given its hold is not over, then nothing is written, and it says when to come again', async () => {
    const world = await deliveryWorld();
    const untilMs = world.clocks.machine.now() + 30_000;
    await world.declare('Declared', {}, { releasesAtMs: untilMs });
    expect(await world.clock.run(world.plan(1))).toEqual({ kind: 'held', untilMs });
    expect(world.stores.parcelRows.writes).toBe(0);
  });

  it.each([
    ['awaits approval', { needsApproval: true }],
    ['is past its use', { notAfter: '2023-02-21T08:00:00-06:00' }],
  ])('given an entry that %s, then nothing is planned', async (_what, changes) => {
    const world = await deliveryWorld();
    await world.declare('Declared', changes);
    expect(await world.clock.run(world.plan(1))).toMatchObject({ kind: 'nothing' });
    expect([world.stores.parcelRows.writes, world.queued().length, world.pages.size]).toEqual([0, 0, 0]);
  });

  it('given an entry whose signature does not hold, then it is refused', async () => {
    const world = await deliveryWorld();
    const made = await world.declare('Declared');
    world.entries[0] = { ...made, signature: { keyId: 'none', value: 'forged' } };
    await expect(world.clock.run(world.plan(1))).rejects.toThrow(EntryNotGenuine);
    expect(world.stores.parcelRows.writes).toBe(0);
  });
});
