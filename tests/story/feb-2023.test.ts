import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { openFolder } from '../../sandbox/data-folder.ts';
import { loadStoredRoster } from '../../sandbox/load-stored-roster.ts';
import { playStory } from '../../sandbox/play-story.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { disarmEnvironment } from '../../sandbox/settings.ts';
import type { SimulatedPost } from '../../sandbox/simulators/vendor/posts.ts';
import { apiClient, type Client } from '../../sandbox/stories/client.ts';
import { feb2023 } from '../../sandbox/stories/feb-2023.ts';
import type { Scene } from '../../sandbox/stories/story.ts';
import { verifyRecord } from '../../sandbox/verify-record.ts';
import { parseRoster } from '../../functions/roster/parse-roster.ts';
import { byTarget, progressOf, visiblePosts } from '../support/declaring.ts';
import { temporaryFolder } from '../support/sandbox.ts';
import { rawTable } from '../support/table-rows.ts';

const Declarations = z.object({ items: z.array(z.object({ declarationId: z.string(), days: z.array(z.unknown()) })) });
const Entries = z.object({ items: z.array(z.looseObject({ version: z.int(), kind: z.string() })) });
const Powers = z.array(z.object({ entry: z.string(), action: z.string(), resource: z.string() }));

/** Every power the story took; what infra grants is compared with it there. */
const powersFile = new URL('../infra/used-powers.json', import.meta.url);

/** What is staff's alone: the instructions and notes of the story. */
const staffWords = /first lesson by the first bell|Change every password|report to/i;
/** What no post may say: summaries, reasons, incident notes. */
const internalWords = /Encryption|Side streets|bus yards|INC-4711|System incident/i;

class PowerCut extends Error {}

describe('the story feb-2023, played to its end, each step cut off once', () => {
  const folder = openFolder(temporaryFolder(), { fresh: false });
  const timeline: string[] = [];
  let sandbox: Sandbox;
  let client: Client;
  let storm: string;

  beforeAll(async () => {
    disarmEnvironment(process.env);
    const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => timeline.push(String(text)) > 0);
    sandbox = await startSandbox({
      folder,
      port: 0,
      districtFile: JSON.stringify(feb2023.district),
      codeVersion: 'test',
      environment: {},
    });
    client = apiClient(sandbox.apiUrl, sandbox.issuer);
    await loadStoredRoster(sandbox, { csv: feb2023.roster, kind: 'classes', acceptPartial: false });
    await playInterrupted();
    written.mockRestore();
    const { body } = await client.call('viewer', 'GET', '/v1/declarations');
    storm = Declarations.parse(body).items.find(({ days }) => days.length > 2)?.declarationId ?? '';
  }, 240_000);
  afterAll(async () => {
    await sandbox?.close();
    folder.release();
  });

  /** Each step is cut off once before it is noted as done, as by a kill, and so runs twice. */
  const playInterrupted = async (): Promise<void> => {
    const left = new Set(feb2023.steps);
    const steps = feb2023.steps.map((step) => ({
      ...step,
      run: async (scene: Scene): Promise<void> => {
        await step.run(scene);
        if (left.delete(step)) throw new PowerCut();
      },
    }));
    for (;;) {
      try {
        return await playStory({ ...feb2023, steps }, sandbox, folder);
      } catch (error) {
        if (!(error instanceof PowerCut)) throw error;
      }
    }
  };
  const figure = (name: string): string =>
    timeline.map((line) => new RegExp(`^${name} +(.*)\n`).exec(line)?.[1]).find((found) => found !== undefined) ?? '';
  const classRows = () => parseRoster(feb2023.roster, sandbox.district).rows.filter((row) => row.audience === 'class');
  const stormPosts = (): SimulatedPost[] =>
    visiblePosts(sandbox.vendors).filter((post) => post.text.includes('E-LEARNING'));
  const verify = async () =>
    verifyRecord({
      endpoint: sandbox.platform.settings.endpoints.dynamodb ?? '',
      schoolYears: sandbox.district.schoolYears.map((year) => year.id),
      key: (await sandbox.platform.secrets?.get('ledger-key')) ?? '',
    });

  test('then its last lines are its figures: all sent, none twice, the chain verified', () => {
    const targets = figure('targets');
    expect(Number(targets)).toBeGreaterThan(450);
    expect(figure('sent')).toBe(`${targets}   failed 0   in doubt 0`);
    expect(figure('visible twice')).toBe('0');
    expect(figure('first post')).toMatch(/^2023-02-20T19:50:\d\d-06:00$/);
    expect(figure('last post')).toMatch(/^2023-02-24T15:0\d:\d\d-06:00$/);
    // Tuesday's declaration was over on Wednesday, and closed; receipts are sealed anew where posts were edited.
    expect(Number(figure('entries'))).toBeGreaterThanOrEqual(7);
    expect(figure('chain')).toMatch(/^verified: 1 ledger, \d+ sealed receipts chunks$/);
  });

  test('when the finished story is started again, then it prints its figures and does nothing', async () => {
    const posts = visiblePosts(sandbox.vendors).length;
    const again: string[] = [];
    const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => again.push(String(text)) > 0);
    await playStory(feb2023, sandbox, folder);
    written.mockRestore();
    expect(again.slice(-7)).toEqual(timeline.slice(-7));
    expect(again.join('')).not.toMatch(/ {2}(three days|IT reports)/);
    expect(visiblePosts(sandbox.vendors).length).toBe(posts);
  });

  test('then every class shows the three days once and the way back once, for its own school', () => {
    const shown = byTarget(visiblePosts(sandbox.vendors));
    const names = new Map(sandbox.district.schools.map((school) => [school.id, school.name]));
    const wrong = classRows().filter(({ targetId, schoolId }) => {
      const [storm, back, ...more] = shown.get(targetId) ?? [];
      return (
        more.length > 0 ||
        storm?.text.includes(`E-LEARNING Wed Feb 22 – Fri Feb 24 · ${names.get(schoolId)}`) !== true ||
        back?.text.includes(`REGULAR SCHOOL DAY Mon Feb 27 · ${names.get(schoolId)}`) !== true
      );
    });
    expect(wrong).toEqual([]);
    expect(classRows().length).toBeGreaterThan(400);
  });

  test('then words for staff are in staff teams and in no class, and internal words are nowhere', () => {
    const classes = new Set(classRows().map((row) => row.targetId));
    const posts = visiblePosts(sandbox.vendors);
    const [toClasses, toStaff] = [true, false].map((isClass) =>
      posts.filter((post) => classes.has(post.targetId) === isClass),
    );
    expect(toClasses?.filter((post) => staffWords.test(post.text)).map((post) => post.text)).toEqual([]);
    expect(toStaff?.some((post) => staffWords.test(post.text))).toBe(true);
    expect(posts.filter((post) => internalWords.test(post.text)).map((post) => post.text)).toEqual([]);
  });

  test('then each post links to its notice’s page, the same bytes for every class', async () => {
    const pages = new Map<string, string>();
    for (const post of stormPosts().filter((_, i) => i % 40 === 0)) {
      const [link = '', noticeId = ''] =
        /http:\S+?\/n\/([a-z0-9]{10})\.[\w-]{22}/.exec([post.text, ...post.links].join('\n')) ?? [];
      const answer = await fetch(link);
      expect(answer.status, `${link} of ${post.text}`).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const bytes = await answer.text();
      expect(pages.get(noticeId) ?? bytes).toBe(bytes);
      pages.set(noticeId, bytes);
      for (const path of [noticeId, `${noticeId}.anything`, `${noticeId}.${'x'.repeat(22)}`])
        expect(await (await fetch(`${sandbox.apiUrl}/n/${path}`)).text()).toBe(bytes);
      expect(bytes).not.toMatch(internalWords);
      expect(bytes).not.toMatch(staffWords);
    }
    expect(pages.size).toBeGreaterThan(0);
  });

  test.each(['aaaaaaaaaa', 'aaaaaaaaaa.html', '', '../secrets.json', '..%2Fsecrets.json', 'aaaaaaaaaa/../../secrets'])(
    'then /n/%s is nobody’s page',
    async (path) => {
      const answer = await fetch(`${sandbox.apiUrl}/n/${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('ledger-key');
    },
  );

  /** A report as its address answers it. */
  const evidence = async (what: string): Promise<string> => {
    const authorization = `Bearer ${await client.token('viewer')}`;
    const answer = await fetch(`${sandbox.apiUrl}/v1/declarations/${storm}/evidence.${what}`, {
      headers: { authorization },
    });
    expect(answer.status).toBe(200);
    return answer.text();
  };

  test('when the days are over, then the storm is closed, and its evidence says what was decided, said and posted', async () => {
    sandbox.calendar.set(parseInstant('2023-02-28T00:10:00-06:00'));
    const closed = async () => {
      await sandbox.functions.tick();
      const { body } = await client.call('viewer', 'GET', `/v1/declarations/${storm}`);
      expect(body).toMatchObject({ status: 'closed' });
    };
    await vi.waitFor(closed, { timeout: 20_000 });
    const entries = Entries.parse((await client.call('viewer', 'GET', `/v1/declarations/${storm}/entries`)).body).items;
    const progress = `/v1/declarations/${storm}/progress?version=${entries[0]?.version}`;
    const inTime = {
      firstSentAt: /^2023-02-21T14:/,
      lastSentAt: /^2023-02-21T14:/,
      legalDeadline: /^2023-02-22T0[5-7]:/,
    };
    const school = Object.fromEntries(
      Object.entries(inTime).map(([name, form]) => [name, expect.stringMatching(form)]),
    );
    expect((await client.call('viewer', 'GET', progress)).body).toMatchObject({
      bySchool: expect.arrayContaining([expect.objectContaining({ schoolId: 'pine-hs', ...school })]),
    });
    const [full, open] = [await evidence('html'), await evidence('html?edition=public')];
    for (const said of [
      'Side streets and bus yards will not be cleared before Friday morning',
      'The superintendent, superintendent, in the 1:30 p.m. meeting',
      'No live weather warning covers 2023-02-24',
      'Streets and bus yards are cleared.',
    ])
      expect([full.includes(said), open.includes(said)], said).toEqual([true, false]);
    for (const said of ['Minn. Stat. 120A.414', 'lang="so"', 'Mon Feb 27 is the first regular day', 'Please charge'])
      expect([full.includes(said), open.includes(said)], said).toEqual([true, true]);
    expect(open).not.toMatch(internalWords);
    expect(open).not.toMatch(staffWords);
    // What the table calls posted is what classes show, and the other way round.
    const lines = (await evidence('csv'))
      .split('\r\n')
      .filter((line) => /,(?:google-classroom|teams),posted,/.test(line));
    const posted = lines.map((line) => line.split(',').at(-1) ?? '');
    const shown = visiblePosts(sandbox.vendors).map(({ id }) => id);
    expect(posted.filter((id) => !shown.includes(id))).toEqual([]);
    const classes = new Set(classRows().map(({ targetId }) => targetId));
    const ofClasses = visiblePosts(sandbox.vendors).filter(({ targetId }) => classes.has(targetId));
    expect(ofClasses.filter(({ id }) => !posted.includes(id))).toEqual([]);
  });

  test('then no function used a power that is not written down', () => {
    const used = Powers.parse(sandbox.powers.used());
    const known = existsSync(powersFile) ? Powers.parse(JSON.parse(readFileSync(powersFile, 'utf8'))) : [];
    if (process.env['UPDATE_USED_POWERS'] === '1') {
      // What one run did not need by chance (a wait, a second look) stays written down.
      const all = new Map([...known, ...used].map((power) => [Object.values(power).join(' '), power]));
      const inOrder = [...all.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, power]) => power);
      const line = (power: object): string =>
        `  ${JSON.stringify(power)
          .replaceAll(/[{,:](?=")/g, '$& ')
          .replace('}', ' }')}`;
      writeFileSync(powersFile, `[\n${inOrder.map(line).join(',\n')}\n]\n`);
      return;
    }
    const text = new Set(known.map((power) => JSON.stringify(power)));
    const unknown = used.filter((power) => !text.has(JSON.stringify(power)));
    expect(unknown, 'run with UPDATE_USED_POWERS=1, then npm run format, and grant what is new in infra/').toEqual([]);
    expect(used.length).toBeGreaterThan(30);
  });

  test('when every row of the operations table is lost, then the record holds and can be read', async () => {
    const before = await verify();
    const entriesOf = async () =>
      Entries.parse((await client.call('viewer', 'GET', `/v1/declarations/${storm}/entries`)).body);
    const entries = await entriesOf();
    const table = await evidence('csv');
    await sandbox.functions.stop();
    const operations = rawTable(sandbox.platform.settings.endpoints.dynamodb ?? '', 'operations');
    expect(await operations.empty()).toBeGreaterThan(450);
    expect(await operations.rows()).toEqual([]);
    operations.close();

    expect(await verify()).toEqual(before);
    expect(before).toMatchObject([{ ok: true, schoolYear: '2022-23', entries: expect.any(Number) }]);
    expect(await entriesOf()).toEqual(entries);
    const kinds = entries.items.map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind !== 'Reached')).toEqual(['Declared', 'Resumed', 'DayClosed']);
    expect(kinds.at(-1)).toBe('DayClosed');
    expect(await client.call('viewer', 'GET', `/v1/declarations/${storm}`)).toMatchObject({
      status: 200,
      body: { status: 'closed' },
    });
    expect(await receiptsOf(entries.items[1])).toEqual(
      stormPosts()
        .map((post) => `${post.targetId} ${post.id}`)
        .toSorted(),
    );
    await expect(progressOf(client, storm)).resolves.toBeDefined();
    expect(await evidence('csv')).toBe(table);
  });

  /** Class and post of each receipt that a `Reached` entry seals, read from the ledger alone. */
  async function receiptsOf(reached: unknown): Promise<string[]> {
    const { sealed } = z.object({ sealed: z.object({ receipts: z.array(z.string()) }) }).parse(reached);
    const ledger = rawTable(sandbox.platform.settings.endpoints.dynamodb ?? '', 'ledger');
    const rows = await ledger.rows();
    ledger.close();
    const Chunk = z.object({
      receipts: z.array(
        z.object({ channel: z.string(), targetId: z.string(), status: z.string(), providerId: z.string().optional() }),
      ),
    });
    const bodies = new Map(rows.map((row) => [row['pk']?.S ?? '', row['body']?.S ?? '']));
    return sealed.receipts
      .flatMap((hash) => Chunk.parse(JSON.parse(bodies.get(`content#${hash}`) ?? '')).receipts)
      .filter((receipt) => receipt.channel !== 'sns' && receipt.status === 'sent')
      .map((receipt) => `${receipt.targetId} ${receipt.providerId}`)
      .toSorted();
  }
});
