import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../functions/core/hash.ts';
import type { Entry, NoticeRef } from '../../functions/declarations/entry.ts';
import { deliverParcel } from '../../functions/deliveries/deliver-parcel.ts';
import { NotInTheRecord } from '../../functions/deliveries/errors.ts';
import { planParcels } from '../../functions/deliveries/plan-parcels.ts';
import { topicChunk } from '../../functions/deliveries/topic-chunk.ts';
import { always, rostersOf } from '../../functions/platform/services/roster.ts';
import { chunkRoster, type ChunkedRoster } from '../../functions/roster/chunk-roster.ts';
import { placesOfChunks } from '../../functions/roster/refuse-taken.ts';
import { Chunk, type RosterKind, rosterKinds } from '../../functions/roster/roster.ts';
import type { CurrentRoster } from '../../functions/store/current-roster.ts';
import { lakes } from '../support/district.ts';
import { type DeliveryWorld, deliveryWorld } from '../support/delivery-world.ts';
import { content } from '../support/entries.ts';
import { stillClocks } from '../support/facts.ts';
import { memoryRecord } from '../support/memory-record.ts';
import { noticeTo } from '../support/one-school.ts';
import { courseRow, rosterCsv } from '../support/roster.ts';

const kind = fc.constantFrom(...rosterKinds);
const declarationOf = (drill: boolean) => ({ ...content().declaration, drill });

const rosters = {
  classes: chunkRoster([courseRow('class-1'), courseRow('class-2')]),
  drill: chunkRoster([courseRow('drill-1'), courseRow('drill-2')], 'drill'),
  /** Loaded after the drill was declared: one of its places is a class now. */
  later: chunkRoster([courseRow('drill-1')], 'drill'),
} as const satisfies Record<string, ChunkedRoster>;

async function keep({ stores: { contents } }: DeliveryWorld, { roster, chunks }: ChunkedRoster): Promise<void> {
  for (const chunk of chunks.values()) await contents.put('roster-chunk', chunk);
  for (const sheet of roster.sheets) await contents.put('roster-sheet', sheet);
  await contents.put('roster-manifest', roster.manifest);
}

/** Has a worker deliver a parcel whose row names this chunk, whatever the entry says, and answers where posts then are. */
async function delivered(world: DeliveryWorld, entry: Entry, chunk: string, inForce?: string): Promise<Set<string>> {
  const { stores, workerDeps, vendor, clock } = world;
  const named = Chunk.parse(await stores.contents.get(chunk));
  const ref = {
    hash: chunk,
    channel: named.channel,
    audience: named.audience,
    targets: 1,
    students: 0,
    sharedParent: false,
  };
  const sheets = [{ schoolId: 'pine-hs', chunks: [ref] }];
  const [parcel] = planParcels({
    entry,
    content: entry.content ?? content(),
    sheets,
    district: lakes,
    nowMs: 0,
  }).parcels;
  if (parcel === undefined) throw new Error('nothing was planned');
  await stores.parcels.plan({ ...parcel, chunk });
  const message = { ...parcel.entry, parcelId: parcel.parcelId };
  const invocation = { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 };
  const deliver = async (): Promise<void> => {
    const work = deliverParcel({ ...workerDeps, drillRoster: async () => inForce }, message, invocation);
    await work.catch((error: unknown) => expect(error).toBeInstanceOf(NotInTheRecord));
  };
  await clock.run(deliver());
  return new Set(vendor.posts.map(({ targetId }) => targetId));
}

describe('whatever an entry, its roster and a row claim', () => {
  test('a drill is posted to places of drills alone, and nothing else is', async () => {
    const given = fc.record({
      entry: kind,
      roster: kind,
      chunk: kind,
      inForce: fc.constantFrom(undefined, 'classes', 'drill', 'later'),
    } as const);
    await fc.assert(
      fc.asyncProperty(given, async ({ entry: of, roster, chunk, inForce }) => {
        const world = await deliveryWorld({ targets: 1 });
        for (const one of Object.values(rosters)) await keep(world, one);
        const [hash = ''] = rosters[chunk].chunks.keys();
        const rules = { ...(await world.declare('Declared')).rules, roster: rosters[roster].roster.hash };
        const entry = await world.declare(
          'Declared',
          { declaration: declarationOf(of === 'drill') },
          { rules, declarationId: 'd-two' },
        );
        const posted = await delivered(world, entry, hash, inForce && rosters[inForce].roster.hash);

        const agree = of === roster && roster === chunk && (of === 'classes' || inForce === 'drill');
        const own = of === 'drill' ? ['drill-1', 'drill-2'] : ['class-1', 'class-2'];
        expect(posted).toEqual(new Set(agree ? own : []));
      }),
      // 32 cases in all.
      { numRuns: 60 },
    );
  });

  test.each([
    ['a drill', 'drill', 'drill', ['drill/en/public']],
    ['a drill with the topic of the public', 'drill', 'classes', []],
    ['a real declaration', 'classes', 'classes', ['public/en']],
    ['a real declaration with the topic of drills', 'classes', 'drill', []],
  ] as const)('%s goes to the topics %s', async (_what, of, chunkOf, expected) => {
    const world = await deliveryWorld({ channel: 'sns', targets: 1, looks: false });
    const { renderings, ...notice } = await noticeTo(world.stores.contents, {
      channel: 'sns',
      kind: 'Declared',
      version: 1,
    });
    const spoken: NoticeRef = {
      ...notice,
      audience: 'public',
      renderings: renderings.map((one) => ({ ...one, units: [] })),
    };
    const entry = await world.declare('Declared', { declaration: declarationOf(of === 'drill'), notices: [spoken] });
    const chunk = topicChunk(spoken, { drill: chunkOf === 'drill' });
    await world.stores.contents.put('roster-chunk', chunk);
    expect([...(await delivered(world, entry, digestOf(chunk)))]).toEqual(expected);
  });

  test.each(rosterKinds)('an entry that names the other roster is not even planned (%s)', async (roster) => {
    const world = await deliveryWorld({ targets: 1 });
    for (const one of Object.values(rosters)) await keep(world, one);
    const { rules } = await world.declare('Declared');
    const declaration = declarationOf(roster === 'classes');
    await world.declare(
      'Declared',
      { declaration },
      { rules: { ...rules, roster: rosters[roster].roster.hash }, declarationId: 'd-two' },
    );
    await expect(world.plan(2)).rejects.toThrow(NotInTheRecord);
    expect(world.queued()).toEqual([]);
  });
});

test('whatever is loaded in whatever order, no place is in both rosters', async () => {
  const load = fc.record({
    of: kind,
    ids: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    teams: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    acceptPartial: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(load, { minLength: 1, maxLength: 6 }), async (loads) => {
      const { contents } = memoryRecord();
      const inForce = new Map<RosterKind, CurrentRoster>();
      const store = (of: RosterKind) => ({
        get: async () => inForce.get(of),
        put: async (row: CurrentRoster) => void inForce.set(of, row),
      });
      const current = { classes: store('classes'), drill: store('drill') };
      const { load: put, inForce: now } = rostersOf({
        district: lakes,
        clocks: stillClocks('2023-02-01T08:00:00-06:00'),
        contents,
        current,
      });
      for (const { of, ids, teams, acceptPartial } of loads) {
        const lines = ids.map((id, i) =>
          id % 2 === 0
            ? `pine-hs,google-classroom,${id},Room,owner@example.org,,,,,`
            : `pine-hs,teams,${id},Room,notices-1,team-${teams[i]},,,,`,
        );
        await put(rosterCsv(...lines), { kind: of, confirm: always, acceptPartial }).catch(() => undefined);
      }
      const places = await Promise.all(
        rosterKinds.map(async (of) => {
          const { sheets } = (await now(of)).roster;
          const hashes = sheets.flatMap(({ chunks }) => chunks.map(({ hash }) => hash));
          return placesOfChunks(await Promise.all(hashes.map(async (hash) => Chunk.parse(await contents.get(hash)))));
        }),
      );
      const [classes, drill] = places;
      expect([...(classes?.targets ?? [])].filter((one) => drill?.targets.has(one))).toEqual([]);
      expect([...(classes?.parents ?? [])].filter((one) => drill?.parents.has(one))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
