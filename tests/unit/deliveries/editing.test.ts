import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, EntryKind } from '../../../functions/declarations/entry.ts';
import { progress } from '../../../functions/deliveries/progress.ts';
import { noticeIdFor } from '../../support/one-school.ts';
import { type DeliveryWorld, deliveryWorld, type WorldOptions } from '../../support/delivery-world.ts';

/** An entry of a kind; a correction is one of the first entry's notice. */
async function say(world: DeliveryWorld, kind: EntryKind, more: Partial<Entry> = {}): Promise<number> {
  const { version, content } = await world.declare(kind, {}, more);
  const [notice] = content?.notices ?? [];
  if (kind === 'Corrected' && notice !== undefined) Object.assign(notice, { noticeId: noticeIdFor(1) });
  return version;
}

async function declared(options: WorldOptions): Promise<DeliveryWorld> {
  const world = await deliveryWorld(options);
  await world.declare('Declared');
  await world.clock.run(world.plan(1));
  return world;
}

/** The entry is planned and everything done that follows from it. */
async function follow(world: DeliveryWorld, version: number, minutes = 30): Promise<void> {
  await world.clock.run(world.plan(version));
  await world.run(minutes);
}

/** First lines of what a class sees, oldest first. */
function seen(world: DeliveryWorld, targetId: string): string[] {
  return world.vendor.posts
    .filter((post) => post.targetId === targetId && !post.draft && !post.removed)
    .map((post) => post.text.split('\n')[0]?.replace(' Tue 2:11 p.m.', '') ?? '');
}

function expectAll(world: DeliveryWorld, lines: readonly string[]): void {
  expect(world.roster.map(({ targetId }) => seen(world, targetId))).toEqual(world.roster.map(() => lines));
}

const edits = (world: DeliveryWorld, version: number) => {
  const parcels = [...world.stores.parcelRows.rows.values()];
  const of = parcels.filter(({ entry }) => entry.version === version);
  return progress(
    of,
    version,
    parcels.filter(({ entry }) => entry.version < version),
  ).edits;
};

const requests = (world: DeliveryWorld, kind: string): number =>
  world.vendor.requests.filter((one) => one.kind === kind).length;

const teams = { channel: 'teams', perTeam: 2 } as const;

describe.each([
  { name: 'Classroom', options: { drafts: true } },
  { name: 'Teams', options: teams },
])('a correction on $name', ({ options }) => {
  it('given all is posted, then every post reads the newer words, none is posted, and it says so', async () => {
    const world = await declared({ targets: 30, ...options });
    await world.run();
    await follow(world, await say(world, 'Corrected'), 5);
    expectAll(world, ['Corrected 2']);
    expect(world.vendor.posts).toHaveLength(30);
    const all = { wanted: 30, done: 30, pending: 0, cannotEdit: 0, removed: 0, expired: 0 };
    expect([edits(world, 1), edits(world, 2)]).toEqual([all, all]);
    expect(world.row(1, 't0')).toMatchObject({
      status: 'sent',
      shown: { words: 2 },
      edit: { status: 'done', tries: 1 },
    });
    expect(world.vendor.overlaps).toEqual([]);
  });

  it('given it comes half-way, then the unsent half is posted in the new words and only the sent half is edited', async () => {
    const world = await declared({ targets: 150, ...options });
    await world.run(30, async () => {
      await world.clocks.machine.sleep(700);
      await world.plan(await say(world, 'Corrected'));
    });
    expectAll(world, ['Corrected 2']);
    expect(requests(world, 'post')).toBe(150);
    const { wanted, done } = edits(world, 2);
    expect(wanted).toBe(requests(world, 'edit'));
    expect(done).toBe(wanted);
    expect(wanted).toBeGreaterThan(0);
    expect(wanted).toBeLessThan(150);
  });
});

describe('how fast a correction is', () => {
  it('given 300 courses, each read before it is edited, then it takes two requests a course at the full quota, and two writes', async () => {
    const world = await declared({ targets: 300 });
    await world.run();
    const version = await say(world, 'Corrected');
    const begunMs = world.clocks.machine.now();
    const writes = world.stores.deliveryRows.writes;
    await follow(world, version, 5);
    const lastMs = Math.max(...world.vendor.requests.map(({ atMs }) => atMs));
    expect([requests(world, 'read'), requests(world, 'edit')]).toEqual([300, 300]);
    // 600 requests at 49 a second.
    expect(lastMs - begunMs).toBeLessThan(14_000);
    expect(world.stores.deliveryRows.writes - writes).toBe(600);
  });
});

describe('what a correction meets', () => {
  it('given posts that the class has removed, then they are not posted again, and that is said', async () => {
    for (const options of [{}, teams]) {
      const world = await declared({ targets: 4, ...options });
      await world.run();
      const [post] = world.vendor.posts;
      if (post !== undefined) post.removed = true;
      await follow(world, await say(world, 'Corrected'), 5);
      expect(world.vendor.posts).toHaveLength(4);
      expect(edits(world, 2)).toMatchObject({ wanted: 4, done: 3, removed: 1 });
      expect(world.row(1, post?.targetId ?? '')).toMatchObject({
        status: 'sent',
        edit: { reason: 'removed by class' },
      });
    }
  });

  it('given a post that a teacher has changed, then a correction leaves it, and a retraction does not', async () => {
    const world = await declared({ targets: 3 });
    await world.run();
    const post = world.vendor.posts.find(({ targetId }) => targetId === 't1');
    if (post !== undefined) post.text = 'Declared 1, and bring your slippers';
    await follow(world, await say(world, 'Corrected'), 5);
    expect(post?.text).toContain('slippers');
    expect(world.row(1, 't1')).toMatchObject({
      edit: { status: 'cannot-edit', reason: expect.stringContaining('changed') },
    });
    const retracted = await say(world, 'Retracted');
    await follow(world, retracted, 5);
    expectAll(world, [`Retracted ${retracted}`, `Retracted ${retracted}`]);
    expect(world.row(1, 't1')).toMatchObject({ shown: { words: 2, mark: retracted }, edit: { status: 'done' } });
  });

  it('given a post of another project, then it cannot be edited, and why is said once', async () => {
    const world = await declared({ targets: 2 });
    await world.run();
    world.vendor.state.faults = { refusedForGood: 1 };
    await follow(world, await say(world, 'Corrected'), 5);
    expectAll(world, ['Declared 1']);
    expect(edits(world, 2)).toMatchObject({ wanted: 2, cannotEdit: 2 });
    expect(requests(world, 'edit')).toBe(2);
  });

  it('given its words are of no more use when the channel works again, then nothing is edited any more', async () => {
    const world = await declared({ targets: 2 });
    await world.run();
    world.vendor.state.faults = { refused: 1 };
    const { version, content } = await world.declare('Corrected', { notAfter: '2023-02-21T15:00:00-06:00' });
    Object.assign(content?.notices[0] ?? {}, { noticeId: noticeIdFor(1) });
    await follow(world, version, 90);
    world.vendor.state.faults = {};
    await world.run(10);
    expectAll(world, ['Declared 1']);
    expect(edits(world, 2)).toMatchObject({ wanted: 2, expired: 2 });
  });

  it('given a second one, then it is edited again and sealed again', async () => {
    const world = await declared({ targets: 3 });
    await world.run();
    await world.clock.run(world.tickOnce());
    for (let times = 0; times < 2; times += 1) {
      await follow(world, await say(world, 'Corrected'), 5);
      await world.clock.run(world.tickOnce());
    }
    const seals = world.entries.flatMap(({ sealed }) => (sealed === undefined ? [] : [sealed]));
    expect(seals.map(({ counts }) => [counts['sent'], counts['edited'], counts['newestEdit']])).toEqual([
      [3, undefined, undefined],
      [3, 3, 3],
      [3, 3, 5],
    ]);
  });
});

describe('an update', () => {
  it('given the old notice stands, then its first line says the new word too, and the rest of it stays', async () => {
    for (const options of [{}, teams]) {
      const world = await declared({ targets: 30, ...options });
      await world.run();
      await follow(world, await say(world, 'Amended'), 5);
      const [old] = world.vendor.posts;
      expect(old?.text).toContain(`Ref. ${old?.deliveryId}`);
      expectAll(world, ['Amended 2', 'Amended 2']);
      expect(edits(world, 2)).toMatchObject({ wanted: 30, done: 30 });
    }
  });

  it('given the old notice was of no more use, then it stays as it was', async () => {
    const world = await declared({ targets: 2 });
    await world.run();
    await follow(world, await say(world, 'Amended', { at: '2023-02-24T16:00:00-06:00' }), 5);
    expectAll(world, ['Declared 1', 'Amended 2']);
  });

  it('given a correction that was not yet made, then one edit makes both', async () => {
    const world = await declared({ targets: 2 });
    await world.run();
    const corrected = await say(world, 'Corrected');
    await follow(world, await say(world, 'Retracted'), 5);
    expect(requests(world, 'edit')).toBe(2);
    expect(world.row(1, 't0')?.shown).toEqual({ words: corrected, mark: 3 });
  });
});

describe('editing against a vendor that fails', () => {
  const moment = fc.record({
    seed: fc.nat(),
    afterMs: fc.integer({ min: 0, max: 4_000 }),
    kill: fc.constantFrom(0, 0.004),
    kinds: fc.constantFrom<EntryKind[]>(
      ['Corrected'],
      ['Corrected', 'Retracted'],
      ['Amended', 'Retracted'],
      ['Retracted'],
    ),
    options: fc.constantFrom<WorldOptions>({ drafts: true }, teams),
  });

  it('given later entries anywhere in a fan-out, lost answers and kills, then every post shows what is wanted or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(moment, async ({ seed, afterMs, kill, kinds, options }) => {
        const faults = { doneThenDoubt: 0.1, doneThenHang: 0.03, lostThenDoubt: 0.1, lateCommit: 0.03, refused: 0.1 };
        const world = await declared({ targets: 50, seed, kill, faults, duplicate: 0.2, ...options });
        await world.run(120, async () => {
          for (const kind of kinds) {
            await world.clocks.machine.sleep(afterMs);
            await world.plan(await say(world, kind));
          }
        });
        const corrected = kinds[0] === 'Corrected' ? 2 : 1;
        const last = kinds.length + 1;
        const marked = kinds.at(-1) !== 'Corrected';
        for (const { targetId } of world.roster) {
          const row = world.row(1, targetId);
          if (row?.status !== 'sent') continue;
          const post = world.vendor.posts.find(({ providerId }) => providerId === row.providerId);
          const first = marked ? `${kinds.at(-1)} ${last}` : corrected === 2 ? 'Corrected 2' : 'Declared 1';
          const line = JSON.stringify(row);
          if (row.edit?.status === 'cannot-edit') expect(row.edit.reason, line).toMatch(/./);
          else {
            expect(row.shown, line).toEqual(marked ? { words: corrected, mark: last } : { words: corrected });
            expect(post?.text, line).toContain(first);
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});
