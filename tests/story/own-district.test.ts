import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Delivery } from '../../functions/deliveries/delivery.ts';
import {
  byTarget,
  declare,
  progressOf,
  type Seen,
  seenOf,
  until,
  untilSettled,
  visiblePosts,
} from '../support/declaring.ts';
import {
  channelId,
  courseId,
  drillRooms,
  ownDistrict,
  ownDrillRoster,
  ownRoster,
  stormBody,
} from '../support/own-district.ts';
import { rawTable } from '../support/table-rows.ts';
import {
  type OwnVendors,
  type SmallSandbox,
  startOwnVendors,
  startSmallSandbox,
  temporaryFolder,
} from '../support/sandbox.ts';

const Comparison = z.object({
  digest: z.string(),
  loaded: z.boolean(),
  targets: z.int(),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  refused: z.array(z.object({ line: z.int(), reason: z.string() })),
});
const Entries = z.object({
  items: z.array(
    z.looseObject({
      kind: z.string(),
      version: z.int(),
      seen: z.string().optional(),
      content: z
        .looseObject({ declaration: z.looseObject({ reasons: z.record(z.string(), z.string()).optional() }) })
        .optional(),
    }),
  ),
});

const classes = [
  ...Array.from({ length: 60 }, (_, i) => courseId(i)),
  ...Array.from({ length: 30 }, (_, i) => channelId(i)),
].toSorted();

/** A district's own files, quotas as they really are, and vendors that it runs itself: what somebody does who tries the product out. */
describe('a district of one’s own with vendors of one’s own', () => {
  const path = temporaryFolder();
  let own: OwnVendors;
  let small: SmallSandbox;

  const putRoster = async (csv: string, query = ''): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${small.sandbox.apiUrl}/v1/roster${query}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await small.client.token('ops')}`, 'content-type': 'text/csv' },
      body: csv,
    });
    return { status: response.status, body: await response.json() };
  };
  const compare = async (csv: string, query = '') => Comparison.parse((await putRoster(csv, query)).body);
  const targetsInForce = async () =>
    z.object({ targets: z.int() }).parse((await small.client.call('ops', 'GET', '/v1/roster')).body).targets;
  const inDrillRoom = ({ targetId }: { targetId: string }): boolean => drillRooms.some((room) => room === targetId);
  const counts = (): [string, number][] =>
    [...byTarget(visiblePosts(own.vendors).filter((post) => !inDrillRoom(post)))]
      .map(([target, shown]): [string, number] => [target, shown.length])
      .toSorted(([a], [b]) => (a < b ? -1 : 1));

  const retract = async (declarationId: string, key: string): Promise<void> => {
    const route = `/v1/declarations/${declarationId}/retract`;
    const { seen } = await seenOf(small.client, {}, `${route}?preview=1`);
    const body = { reason: 'The storm went south.', seen };
    expect(await small.client.call('administrator', 'POST', route, body, key)).toMatchObject({ status: 200 });
  };
  /** Version of the entry that took it back. */
  const retractedBy = async (declarationId: string): Promise<number | undefined> => {
    const { body } = await small.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`);
    return Entries.parse(body).items.find((entry) => entry.kind === 'Retracted')?.version;
  };
  const deliveryRows = async (version: number) => {
    const table = rawTable(small.sandbox.platform.settings.endpoints.dynamodb ?? '', 'operations');
    const rows = await table.rows();
    table.close();
    const deliveries = rows.filter((row) => row['kind']?.S === 'delivery').map((row) => row['body']?.S ?? '');
    return deliveries
      .map((body) => Delivery.parse(JSON.parse(body)))
      .filter((delivery) => delivery.entry.version === version);
  };

  beforeAll(async () => {
    own = await startOwnVendors(path);
    const roster = ownRoster({ courses: 58, channels: 30 });
    small = await startSmallSandbox({ path, district: ownDistrict(), roster, environment: own.environment });
  });
  afterAll(async () => {
    await small?.close();
    await own?.vendors.close();
  });

  test('given the environment, then the sandbox started no vendor of its own', () => {
    expect(small.sandbox.vendors).not.toHaveProperty('classroom');
    expect(small.sandbox.vendors).not.toHaveProperty('graph');
    expect(small.sandbox.vendors).not.toHaveProperty('weather');
    expect(small.sandbox.platform.settings.endpoints).toMatchObject({
      classroom: own.environment['CLASSROOM_API_URL'],
      graph: own.environment['GRAPH_API_URL'],
      nws: own.environment['NWS_API_URL'],
    });
  });

  describe('given a new roster with two more courses and a bad line', () => {
    const csv = `${ownRoster({ courses: 60, channels: 30 })}nowhere-hs,google-classroom,1,Art,t@harbor.example,,class,20\n`;

    test('when it is put, then it is refused with its line and nothing changes', async () => {
      const { status, body } = await putRoster(csv);
      expect(status).toBe(422);
      expect(JSON.stringify(body)).toContain('line 92');
      expect(await targetsInForce()).toBe(88);
    });

    test('when its good lines are compared, then the change is counted and nothing changes', async () => {
      const seen = await compare(csv, '?acceptPartial=true');
      expect(seen).toMatchObject({ loaded: false, targets: 90, added: 2, removed: 0 });
      expect(seen.refused.map(({ line }) => line)).toEqual([92]);
      expect(await targetsInForce()).toBe(88);
    });

    test('when another digest is confirmed, then it is a conflict with the comparison in it, and nothing changes', async () => {
      const { status } = await putRoster(csv, `?acceptPartial=true&confirm=${'0'.repeat(64)}`);
      expect(status).toBe(409);
      expect(await targetsInForce()).toBe(88);
    });

    test('when the comparison is confirmed, then it is in force, and put again it changes nothing', async () => {
      const { digest } = await compare(csv, '?acceptPartial=true');
      expect(await compare(csv, `?acceptPartial=true&confirm=${digest}`)).toMatchObject({ loaded: true, targets: 90 });
      expect(await targetsInForce()).toBe(90);
      expect(await compare(csv, '?acceptPartial=true')).toMatchObject({ added: 0, removed: 0, changed: 0 });
    });
  });

  describe('given three days declared with the digest of the preview', () => {
    let declarationId: string;
    let version: number;
    let end: Seen;
    beforeAll(async () => {
      const first = await seenOf(small.client, stormBody);
      expect(await seenOf(small.client, stormBody)).toEqual(first);
      ({ declarationId, version } = await declare(small.client, 'own-storm'));
      end = await untilSettled(small.client, declarationId);
    });

    test('then the preview’s digest is the declared one, and each class has exactly one post', () => {
      expect(end).toMatchObject({ planned: end.sent, failed: 0, inDoubt: 0, pending: 0 });
      expect(counts()).toEqual(classes.map((target) => [target, 1]));
    });

    test('then its copy pack has every language, and says what the classes read', async () => {
      const { body } = await small.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/texts`);
      expect(body).toMatchObject({ version, stands: true, page: expect.stringContaining('/n/') });
      const { texts } = z.object({ texts: z.array(z.looseObject({ closings: z.string() })) }).parse(body);
      expect(texts.map(({ language }) => language)).toEqual(['en', 'es', 'so', 'hmn']);
      expect(texts[0]?.closings).toBe('All schools: E-LEARNING Wed–Thu, buildings closed');
      const preview = '/v1/declarations/preview?texts=1';
      const before = await small.client.call('viewer', 'POST', preview, stormBody);
      expect(before.body).toMatchObject({ texts: [{ language: 'en', closings: texts[0]?.closings }, {}, {}, {}] });
    });

    test('then a dry run of another day writes every class’s post and posts none', async () => {
      const later = { ...stormBody, days: [{ date: '2023-02-24', dayType: 'e-learning', schools: 'all' }] };
      const before = visiblePosts(own.vendors).length;
      const { status, body } = await small.client.call('viewer', 'POST', '/v1/declarations/preview?dryRun=1', later);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { dryRun: { byChannel: { 'google-classroom': { targets: 60 }, teams: { targets: 30 } }, findings: [] } },
      });
      expect(visiblePosts(own.vendors).length).toBe(before);
    });

    test('then students have notice by their classes, and of notice to parents there is no record', async () => {
      const { body } = await small.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/progress`);
      expect(body).toMatchObject({
        people: { notReached: [] },
        notice: [
          { audience: 'parents', by: null, missing: ['harbor-hs', 'meadow-es'] },
          { audience: 'students', by: 'class posts', inTime: true, missing: [] },
        ],
      });
    });

    test('then the vendors never had to refuse a request for being too fast', () => {
      const refused = [own.vendors.classroom, own.vendors.graph].flatMap(
        (vendor) => vendor?.requests.counts().filter(({ outcome }) => outcome === '429') ?? [],
      );
      expect(refused).toEqual([]);
    });

    test('then the same command again is the same declaration and posts nothing more', async () => {
      const { body } = await small.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`);
      const declared = Entries.parse(body).items[0];
      const command = { ...stormBody, seen: declared?.seen, reasons: declared?.content?.declaration.reasons };
      const again = await small.client.call('administrator', 'POST', '/v1/declarations', command, 'own-storm');
      expect(again).toMatchObject({ status: 201, body: { declarationId } });
      expect(await untilSettled(small.client, declarationId)).toEqual(end);
      expect(counts()).toEqual(classes.map((target) => [target, 1]));
    });

    test('then the same days cannot be declared beside it: the answer names it', async () => {
      const { seen, reasons } = await seenOf(small.client, stormBody);
      const command = { ...stormBody, seen, reasons };
      const twice = await small.client.call('administrator', 'POST', '/v1/declarations', command, 'own-twice');
      expect(twice).toMatchObject({ status: 409, body: { type: '/problems/day-already-declared' } });
      expect(JSON.stringify(twice.body)).toContain(declarationId);
    });

    describe('when a drill of the same days is held beside it', () => {
      let drill: string;
      const drillBody = { ...stormBody, drill: true };
      const listed = async (query = ''): Promise<string[]> => {
        const { body } = await small.client.call('viewer', 'GET', `/v1/declarations${query}`);
        const { items } = z.object({ items: z.array(z.looseObject({ declarationId: z.string() })) }).parse(body);
        return items.map((item) => item.declarationId);
      };
      const yearNow = async () => (await small.client.call('viewer', 'GET', '/v1/school-years/2022-23')).body;

      test('given no rooms for drills, or a class among them, then it is refused', async () => {
        const bare = await small.client.call('administrator', 'POST', '/v1/declarations/preview', drillBody);
        expect(bare).toMatchObject({ status: 422 });
        expect(JSON.stringify(bare.body)).toContain('PUT /v1/roster?drill=1');
        const mixed = await putRoster(
          `${ownDrillRoster()}harbor-hs,google-classroom,${courseId(0)},Biology,t0@harbor.example,\n`,
          '?drill=1',
        );
        expect(mixed).toMatchObject({ status: 422 });
        expect(JSON.stringify(mixed.body)).toContain('a drill must not reach it');
      });

      test('then its rooms alone get one post each, whose first word is DRILL, and no class gets anything', async () => {
        const { digest } = await compare(ownDrillRoster(), '?drill=1');
        expect(await compare(ownDrillRoster(), `?drill=1&confirm=${digest}`)).toMatchObject({
          loaded: true,
          targets: 3,
        });
        expect(await targetsInForce()).toBe(90);
        const year = await yearNow();
        ({ declarationId: drill } = await declare(small.client, 'own-drill', drillBody));
        const ended = await untilSettled(small.client, drill);
        expect(ended).toMatchObject({ planned: ended.sent, failed: 0, inDoubt: 0, pending: 0 });

        const posts = visiblePosts(own.vendors).filter(inDrillRoom);
        expect(posts.map(({ targetId }) => targetId).toSorted()).toEqual([...drillRooms].toSorted());
        for (const { text } of posts) expect(firstLine(text)).toMatch(/^DRILL – E-LEARNING Wed Feb 22 – Thu Feb 23/);
        expect(counts()).toEqual(classes.map((target) => [target, 1]));
        expect(await yearNow()).toEqual(year);
      });

      test('then its page stands under /drill/ and says so in each language, and nothing stands under /n/', async () => {
        const [post] = visiblePosts(own.vendors).filter(inDrillRoom);
        const path = /\/(drill\/[a-z0-9]{10})\./.exec(post?.links[0] ?? '')?.[1] ?? '';
        const page = await fetch(`${small.sandbox.apiUrl}/${path}`);
        const html = await page.text();
        for (const word of ['DRILL', 'SIMULACRO', 'TABABAR', 'XYAUM'])
          expect(html).toMatch(new RegExp(`<h[12]>${word} – `));
        expect((await fetch(`${small.sandbox.apiUrl}/${path.replace('drill', 'n')}`)).status).not.toBe(200);
      });

      test('then it is listed apart', async () => {
        expect(await listed()).not.toContain(drill);
        expect(await listed('?drill=1')).toEqual([drill]);
      });

      test('when it is retracted, then only its rooms hear of it', async () => {
        await retract(drill, 'own-drill-retract');
        await untilSettled(small.client, drill);
        const posts = [...byTarget(visiblePosts(own.vendors).filter(inDrillRoom)).values()];
        expect(posts.map((of) => of.length)).toEqual(drillRooms.map(() => 2));
        for (const of of posts) {
          for (const { text } of of) expect(firstLine(text)).toMatch(/^DRILL – /);
          expect(firstLine(of.at(-1)?.text)).toMatch(/^DRILL – UPDATE .* REGULAR SCHOOL DAY/);
        }
        expect(counts()).toEqual(classes.map((target) => [target, 1]));
      });
    });

    test('when it is retracted, then every class ends with the retraction, and each old delivery says by what it was replaced', async () => {
      await retract(declarationId, 'own-retract');
      expect(await untilSettled(small.client, declarationId)).toMatchObject({
        planned: end.planned,
        sent: end.planned,
        failed: 0,
        inDoubt: 0,
      });
      expect(counts()).toEqual(classes.map((target) => [target, 2]));
      for (const [, posts] of byTarget(visiblePosts(own.vendors).filter((post) => !inDrillRoom(post)))) {
        // The old post says first what the new one says, and that it was replaced.
        for (const { text } of posts) {
          expect(firstLine(text)).toMatch(/^UPDATE .* – REGULAR SCHOOL DAY Wed Feb 22 – Thu Feb 23/);
        }
        expect(posts.map(({ text }) => text.includes('replaced by a newer one'))).toEqual([true, false]);
      }
      const rows = await deliveryRows(version);
      expect(new Set(rows.map((row) => row.supersededBy))).toEqual(new Set([await retractedBy(declarationId)]));
      expect(rows.length).toBe(end.planned);
    });
  });

  test('given a declaration that is retracted half-way, then no class is left with the old word alone', async () => {
    const before = visiblePosts(own.vendors).length;
    own.vendors.classroom?.behave({ latencyMs: 600 });
    own.vendors.graph?.behave({ latencyMs: 600 });
    const later = { ...stormBody, days: [{ date: '2023-02-27', dayType: 'e-learning', schools: 'all' }] };
    const { declarationId, version } = await declare(small.client, 'own-half', later);
    await until(() => visiblePosts(own.vendors).length > before, 'a post of the second declaration');
    await retract(declarationId, 'own-half-retract');
    const end = await untilSettled(small.client, declarationId);
    const first = await progressOf(small.client, declarationId, version);

    expect(first).toMatchObject({ failed: 0, inDoubt: 0, pending: 0, superseded: first.planned - first.sent });
    expect(first.superseded).toBeGreaterThan(0);
    expect(end).toMatchObject({ failed: 0, inDoubt: 0, pending: 0, sent: first.sent });
    const ofMonday = visiblePosts(own.vendors).filter((post) => post.text.includes('Mon Feb 27'));
    const shown = [...byTarget(ofMonday).values()].map((posts) =>
      posts.map((post) => firstLine(post.text).slice(0, 6)),
    );
    expect(new Set(shown.map((posts) => posts.join()))).toEqual(new Set(['UPDATE,UPDATE']));
    expect(shown.length).toBeLessThan(classes.length);
  });
});

/** The first line of a post: of Classroom's plain text, or of the HTML that Teams keeps. */
function firstLine(text = ''): string {
  return (
    text
      .replaceAll(/<\/p>|<br ?\/?>/g, '\n')
      .replaceAll(/<[^>]+>/g, '')
      .trim()
      .split('\n')[0] ?? ''
  );
}
