import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { InvalidInput } from '../../functions/core/errors.ts';
import { FolderRefused, openFolder } from '../../sandbox/data-folder.ts';
import { startOptions } from '../../sandbox/options.ts';
import { originOf } from '../../sandbox/origin.ts';
import { ownDistrict, ownDrillRoster, ownRoster } from '../support/own-district.ts';
import {
  type ChildSandbox,
  districtFiles,
  type Finished,
  runProgram,
  startChildSandbox,
  temporaryFolder,
} from '../support/sandbox.ts';

/** `npm start` with these arguments, to its end. */
const start = (args: readonly string[], environment: Record<string, string> = {}): Promise<Finished> =>
  runProgram('start.ts', args, environment).finished;

/** One clear message: exit 1, what is wrong on stderr, and not where in the code. */
function expectRefused(ended: Finished, ...says: readonly (string | RegExp)[]): void {
  expect(ended.code, ended.error).toBe(1);
  for (const words of says) expect(ended.error).toMatch(words);
  expect(ended.error).not.toMatch(/^\s+at |node:internal|file:\/\//m);
}

/** A folder as an earlier start left it. */
function folderWith(files: Record<string, string>): string {
  const path = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const mark = (version: number): string => JSON.stringify({ product: 'bellwether-sandbox', version });
const up = ['--port', '0', '--exit', '--story', 'none'];

test.each<[string, readonly string[], RegExp]>([
  ['an option without its value', ['--data'], /--data/],
  ['a word that is no option', ['feb-2023'], /feb-2023/],
  ['a port that is none', ['--port', '99999'], /--port 99999: give a number from 0 to 65535/],
  ['a port that is no number', ['--port', '0x50'], /--port 0x50: give a number/],
  ['an empty port', ['--port', ''], /--port : give a number/],
  ['a time without offset', ['--clock', '2023-02-21'], /--clock 2023-02-21: give a time with its offset/],
  ['a story that nobody wrote', ['--story', 'feb-1923'], /no such story; choose one of feb-2023/],
  ['a roster without a district', ['--roster', 'roster.csv'], /--roster needs --district/],
  ['a drill roster without a district', ['--drill-roster', 'drill.csv'], /--drill-roster needs --district/],
  ['a story with a district', ['--story', 'feb-2023', '--district', 'd.json'], /a story brings its own district/],
])('given %s, then the options are refused with how they are meant', (_, args, says) => {
  expect(() => startOptions(args, ['feb-2023'])).toThrow(says);
  expect(() => startOptions(args, ['feb-2023'])).toThrow('npm start -- [--story NAME|none]');
});

describe('a data folder that cannot be used is refused, and left as it was', () => {
  const open = (path: string, fresh = false) => openFolder(path, { fresh });

  test('given files that are somebody else’s, also with --fresh', () => {
    const path = folderWith({ 'thesis.txt': 'years of work' });
    expect(() => open(path)).toThrow(/files that no sandbox made; .*--data DIR/);
    expect(() => open(path, true)).toThrow(/files that no sandbox made/);
    expect(readdirSync(path)).toEqual(['thesis.txt']);
  });

  test('given another version, but not with --fresh', () => {
    const path = folderWith({ 'bellwether.json': mark(99), 'old.txt': '' });
    expect(() => open(path)).toThrow(/another version \(99, this one is \d+\); start with --fresh/);
    expect(readdirSync(path).toSorted()).toEqual(['bellwether.json', 'old.txt']);
    open(path, true).release();
    expect(readdirSync(path)).toEqual(['bellwether.json']);
  });

  test('given a damaged mark', () => {
    const path = folderWith({ 'bellwether.json': '{"product":' });
    expect(() => open(path)).toThrow(/is not what a sandbox writes; .*--data DIR/);
  });

  test('given a living process that has it, also with --fresh, then that process keeps it', () => {
    const owner = process.ppid;
    const path = folderWith({ 'bellwether.json': mark(1), lock: String(owner) });
    expect(() => open(path)).toThrow(`another sandbox (process ${owner}) is using it`);
    expect(() => open(path, true)).toThrow(`another sandbox (process ${owner}) is using it`);
    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(String(owner));
  });

  test('given what a start leaves that was killed at once, then it is taken', () => {
    const path = folderWith({ lock: '4194304', 'bellwether.json.new': '{' });
    const folder = open(path);
    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(String(process.pid));
    folder.release();
  });
});

describe('what a folder cannot be started with is refused before anything is written', () => {
  const origin = (path: string, ...args: string[]): (() => unknown) => {
    const folder = openFolder(path, { fresh: false });
    return () => originOf(startOptions(args, ['feb-2023']), folder);
  };
  const kept = (path: string): unknown => JSON.parse(readFileSync(join(path, 'origin.json'), 'utf8'));

  test('given a folder that holds another story, when this one or a district of one’s own is started there', () => {
    const text = JSON.stringify({ story: 'feb-2019', district: ownDistrict(), roster: '' });
    const path = folderWith({ 'bellwether.json': mark(1), 'origin.json': text });
    const own = districtFiles(temporaryFolder(), ownDistrict());
    for (const args of [[], own]) {
      expect(origin(path, ...args)).toThrow(FolderRefused);
      expect(origin(path, ...args)).toThrow(/it holds the story feb-2019; start .* in another folder with --data DIR/);
      expect(origin(path, ...args)).toThrow('--fresh');
    }
    expect(kept(path)).toMatchObject({ story: 'feb-2019' });
  });

  test('given a drill roster with a place of the roster, when both are to be loaded', () => {
    const path = temporaryFolder();
    const files = districtFiles(temporaryFolder(), ownDistrict(), ownRoster({ courses: 1, channels: 0 }));
    const drills = join(folderWith({ 'drill.csv': ownRoster({ courses: 2, channels: 0 }) }), 'drill.csv');
    expect(origin(path, ...files, '--drill-roster', drills)).toThrow(
      /the drill roster.*[^]*line 2: .*a drill must not reach it/,
    );
    expect(existsSync(join(path, 'origin.json'))).toBe(false);
  });

  test.each([
    ['that is not there', 'none.json', 'none.json: there is no such file'],
    ['that is a folder', '.', /cannot be read \(EISDIR\)/],
    ['that is no JSON', 'district.json', /the district file was refused[^]*is not JSON/],
  ])('given a district file %s', (_, name, says) => {
    const path = temporaryFolder();
    const file = join(folderWith({ 'district.json': '{"id": "harbor",' }), name);
    expect(origin(path, '--district', file)).toThrow(InvalidInput);
    expect(origin(path, '--district', file)).toThrow(says);
    expect(existsSync(join(path, 'origin.json'))).toBe(false);
  });
});

describe.concurrent('npm start with something wrong says so in one message and leaves', () => {
  test('given an unknown option, then how it is meant comes with it, and no folder is made', async () => {
    const data = join(temporaryFolder(), 'data');
    expectRefused(await start(['--data', data, '--wat']), "Unknown option '--wat'", 'npm start -- [--story');
    expect(existsSync(data)).toBe(false);
  });

  test('given a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const data = temporaryFolder();
    expectRefused(
      await start(['--data', data, '--story', 'none', '--exit', '--port', String(port)]),
      `port ${port} is taken by another program`,
      '--port N',
    );
    other.close();
    expect(readdirSync(data)).not.toContain('lock');
  });

  test('given a folder below a file', async () => {
    const path = join(folderWith({ file: '' }), 'file', 'data');
    expectRefused(await start(['--data', path, ...up]), `data folder ${path}: it cannot be written`, '--data DIR');
  });

  test('given a district file with several errors, then all are listed by path', async () => {
    const wrong = { ...JSON.parse(ownDistrict()), state: 'ZZ', timeZone: 'Mars/Base', website: 'no address' };
    const path = temporaryFolder();
    const args = districtFiles(path, JSON.stringify(wrong), ownRoster({ courses: 1, channels: 0 }));
    expectRefused(
      await start(['--data', join(path, 'data'), '--port', '0', '--exit', ...args]),
      /^ {2}state: ZZ/m,
      /^ {2}timeZone: Mars\/Base/m,
      /^ {2}website: /m,
    );
  });

  test('given a vendor in the environment that only looks as if it were on this machine, then nothing is begun', async () => {
    const data = join(temporaryFolder(), 'data');
    const ended = await start(['--data', data, ...up], { GRAPH_API_URL: 'http://127.0.0.1.evil.example' });
    expectRefused(ended, /^GRAPH_API_URL: /);
    expect(ended.error.trim().split('\n').length).toBe(1);
    expect(existsSync(data)).toBe(false);
  });
});

describe('npm start on a roster with a bad line, and an environment with real credentials', () => {
  const rows = (courses: number): string => ownRoster({ courses, channels: 1 });
  const bad = 'atlantis-hs,google-classroom,9,Art,t@harbor.example,,class,20\n';
  const files = districtFiles(temporaryFolder(), ownDistrict(), `${rows(2)}${bad}`);
  const path = join(temporaryFolder(), 'data');
  const poison = {
    AWS_PROFILE: 'production',
    AWS_ACCESS_KEY_ID: 'AKIAREALREALREALREAL',
    AWS_SECRET_ACCESS_KEY: 'poison-secret',
    AWS_SESSION_TOKEN: 'poison-session',
    AWS_ENDPOINT_URL: 'https://aws.example.com',
    AWS_REGION: 'eu-west-1',
    AWS_CA_BUNDLE: '/nonexistent/bundle.pem',
    GOOGLE_APPLICATION_CREDENTIALS: '/nonexistent/key.json',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
    NODE_USE_ENV_PROXY: '1',
  };
  const put = async (sandbox: ChildSandbox, csv: string, query = ''): Promise<unknown> => {
    const headers = { authorization: `Bearer ${await sandbox.client.token('ops')}`, 'content-type': 'text/csv' };
    return (await fetch(`${sandbox.apiUrl}/v1/roster${query}`, { method: 'PUT', headers, body: csv })).json();
  };
  const stop = async (sandbox: ChildSandbox): Promise<Finished> => {
    sandbox.process.kill('SIGTERM');
    return sandbox.finished;
  };

  test('given no more, then the line is refused with its reason, and nothing is kept of the file', async () => {
    const ended = await start(['--data', path, '--port', '0', '--exit', ...files]);
    expectRefused(ended, 'the roster was refused', /^ {2}line 5: .*atlantis-hs/m);
    expect(existsSync(join(path, 'origin.json'))).toBe(false);
  });

  test('given --accept-partial-roster, then it comes up on the rest, without the credentials, and goes on after SIGTERM', async () => {
    const drills = join(folderWith({ 'drill.csv': ownDrillRoster() }), 'drill.csv');
    const args = [...files, '--accept-partial-roster', '--drill-roster', drills];
    const first = await startChildSandbox(path, { args, environment: poison });
    const { digest } = z.object({ digest: z.string() }).parse(await put(first, rows(3)));
    expect(await put(first, rows(3), `?confirm=${digest}`)).toMatchObject({ loaded: true, added: 1 });
    for (const name of ['settings.json', 'sandbox.json', 'log.ndjson', 'secrets.json'])
      expect(readFileSync(join(path, name), 'utf8')).not.toMatch(/AKIAREAL|poison|aws\.example\.com/);
    const { code, out, error } = await stop(first);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toMatch(/roster line 5 refused: .*atlantis-hs/);
    expect(out).toContain('\nroster: 3 targets\ndrill roster: 3 targets\n');
    expect(readdirSync(path)).not.toContain('lock');

    // What was put since is not undone by starting again, and what was refused once is not asked about again.
    const again = await startChildSandbox(path, { args: files });
    expect((await again.client.call('ops', 'GET', '/v1/roster')).body).toMatchObject({ targets: 4 });
    expect((await again.client.call('ops', 'GET', '/v1/roster?drill=1')).body).toMatchObject({ targets: 3 });
    expect(await stop(again)).toMatchObject({ code: 0, error: '' });
  });
});
