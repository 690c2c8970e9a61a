import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { verifyRecord } from '../../sandbox/verify-record.ts';
import { fileSecrets } from '../../sandbox/keys.ts';
import { peekFolder } from '../../sandbox/data-folder.ts';
import { disarmEnvironment } from '../../sandbox/settings.ts';
import { byTarget, declare, progressOf, type Seen, until, untilSettled, visiblePosts } from '../support/declaring.ts';
import { channelId, courseId, ownDistrict, ownRoster, tuesdayAfternoon } from '../support/own-district.ts';
import {
  type ChildSandbox,
  districtFiles,
  type OwnVendors,
  startChildSandbox,
  startOwnVendors,
  temporaryFolder,
} from '../support/sandbox.ts';

/** Chance that a failed run can repeat; more kills in the middle make a longer, harsher run: `KILL_SEED=7 KILLS=3 vitest run …`. */
const seed = Number(process.env['KILL_SEED'] ?? 2023);
const kills = Number(process.env['KILLS'] ?? 1);
// Several parcels a channel and some seconds of posting: time enough to be killed in the middle.
const courses = 60;
const channels = 30;

/** How many posts the vendors show when the power goes: each time later in the fan-out. */
const cuts = Array.from({ length: kills }, (_, i) =>
  Math.floor(((courses + channels) / kills) * (i + ((seed * (i + 3)) % 100) / 100)),
);
/** And once more, so soon after a start that the leases of the dead are still held. */
const soonMs = (seed * 7) % 900;

const Deliveries = z.object({
  items: z.array(z.object({ channel: z.string(), targetId: z.string(), providerId: z.string().optional() })),
  cursor: z.string().optional(),
});
const Kinds = z.object({ items: z.array(z.object({ kind: z.string() })) });

/** The reference of a post: two posts with the same one are the same notice twice. */
const marker = /[a-z0-9]{10}\.[A-Za-z0-9_-]{22}/;

describe(`a sandbox that is killed with signal 9 during the fan-out (seed ${seed})`, () => {
  const path = temporaryFolder();
  let own: OwnVendors;
  let sandbox: ChildSandbox;
  let declarationId: string;
  let end: Seen;

  beforeAll(async () => {
    disarmEnvironment(process.env);
    own = await startOwnVendors(path, { latencyMs: 40 });
    const files = districtFiles(temporaryFolder(), ownDistrict(), ownRoster({ courses, channels }));
    const start = (args: string[] = []) =>
      startChildSandbox(path, { args: [...files, ...args], environment: own.environment });
    sandbox = await start(['--clock', tuesdayAfternoon]);
    ({ declarationId } = await declare(sandbox.client, 'kill'));
    for (const cut of cuts) {
      await until(() => visiblePosts(own.vendors).length >= cut, `${cut} posts`, 45);
      await sandbox.kill();
      sandbox = await start();
    }
    await pause(soonMs);
    await sandbox.kill();
    sandbox = await start();
    end = await untilSettled(sandbox.client, declarationId, 45);
  }, 200_000);
  afterAll(async () => {
    await sandbox?.kill();
    await own?.vendors.close();
  });

  test('given 45 seconds after the last start, then everything that was planned is sent', () => {
    expect(end).toMatchObject({ planned: end.sent, failed: 0, inDoubt: 0, pending: 0, superseded: 0, expired: 0 });
    expect(end.planned).toBeGreaterThan(courses + channels);
  });

  test('then every class shows the notice, and shows it once', () => {
    const shown = byTarget(visiblePosts(own.vendors));
    const targets = [
      ...Array.from({ length: courses }, (_, i) => courseId(i)),
      ...Array.from({ length: channels }, (_, i) => channelId(i)),
    ];
    const counts = targets.map((target) => [target, shown.get(target)?.length ?? 0]);
    expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
    expect(shown.size).toBe(targets.length);
    expect(own.vendors.classroom?.visibleTwice(marker)).toBe(0);
    expect(own.vendors.graph?.visibleTwice(marker)).toBe(0);
  });

  test('then no draft of a repeat is left behind', () => {
    const drafts = own.vendors.classroom?.posts().filter((post) => post.state === 'DRAFT');
    expect(drafts).toEqual([]);
  });

  test('then what the record says was posted is what the classes show', async () => {
    const shown = visiblePosts(own.vendors).map((post) => `${post.targetId} ${post.id}`);
    const recorded: string[] = [];
    for (let cursor = ''; ;) {
      const path = `/v1/declarations/${declarationId}/deliveries?limit=100${cursor}`;
      const { body } = await sandbox.client.call('viewer', 'GET', path);
      const { items, cursor: next } = Deliveries.parse(body);
      recorded.push(
        ...items.filter(({ channel }) => channel !== 'sns').map((one) => `${one.targetId} ${one.providerId}`),
      );
      if (next === undefined) break;
      cursor = `&cursor=${next}`;
    }
    expect(recorded.toSorted()).toEqual(shown.toSorted());
  });

  test('then the entry is sealed once, and the chain verifies', async () => {
    const kinds = async (): Promise<string[]> => {
      const { body } = await sandbox.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`);
      return Kinds.parse(body).items.map((entry) => entry.kind);
    };
    await until(async () => (await kinds()).includes('Reached'), 'the receipts are sealed');
    expect(await kinds()).toEqual(['Declared', 'Reached']);
    const key = await fileSecrets(peekFolder(path)).get('ledger-key');
    const years = await verifyRecord({ endpoint: sandbox.dynamodb, schoolYears: ['2022-23'], key });
    expect(years).toMatchObject([{ ok: true, entries: 2 }]);
    expect((await progressOf(sandbox.client, declarationId)).sent).toBe(end.sent);
  });
});
