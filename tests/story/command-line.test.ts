import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startOptions } from '../../sandbox/options.ts';
import { ownDistrict, ownRoster } from '../support/own-district.ts';
import { districtFiles, type Finished, runProgram, startChildSandbox, temporaryFolder } from '../support/sandbox.ts';

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
  ['a roster without a district', ['--roster', 'roster.csv'], /--roster needs --district/],
  ['a story with a district', ['--story', 'feb-2023', '--district', 'd.json'], /a story brings its own district/],
])('given %s, then the options are refused with how they are meant', (_, args, says) => {
  expect(() => startOptions(args, ['feb-2023'])).toThrow(says);
  expect(() => startOptions(args, ['feb-2023'])).toThrow('npm start -- [--story NAME|none]');
});

describe.concurrent('npm start with something wrong says so in one message and leaves', () => {
  test('given an unknown option or story, then how it is meant comes with it, and no folder is made', async () => {
    const data = join(temporaryFolder(), 'data');
    expectRefused(await start(['--data', data, '--wat']), "Unknown option '--wat'", 'npm start -- [--story');
    expectRefused(await start(['--data', data, '--story', 'feb-1923']), /no such story; choose one of feb-2023/);
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

  test('given a folder with files that are somebody else’s, also with --fresh, then they stay', async () => {
    const path = folderWith({ 'thesis.txt': 'years of work' });
    expectRefused(await start(['--data', path, '--fresh', ...up]), 'files that no sandbox made', '--data DIR');
    expect(readdirSync(path)).toEqual(['thesis.txt']);
  });

  test('given a folder of another version', async () => {
    const path = folderWith({ 'bellwether.json': mark(99) });
    expectRefused(await start(['--data', path, ...up]), /another version \(99, this one is \d+\)/, '--fresh');
    expect(readdirSync(path)).toEqual(['bellwether.json']);
  });

  test('given a folder whose mark is damaged', async () => {
    const path = folderWith({ 'bellwether.json': '{"product":' });
    expectRefused(await start(['--data', path, ...up]), 'is not what a sandbox writes', '--data DIR');
  });

  test('given a folder in use by a living process, then that process keeps it', async () => {
    const path = folderWith({ 'bellwether.json': mark(1), lock: String(process.pid) });
    expectRefused(await start(['--data', path, ...up]), `another sandbox (process ${process.pid}) is using it`);
    expectRefused(await start(['--data', path, '--fresh', ...up]), `another sandbox`);
    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(String(process.pid));
  });

  test('given a folder that holds a story, when another one is started there', async () => {
    const origin = JSON.stringify({ story: 'feb-2019', district: ownDistrict(), roster: '' });
    const path = folderWith({ 'bellwether.json': mark(1), 'origin.json': origin });
    const says = [/it holds the story feb-2019; start the story feb-2023 in another folder with --data DIR/, '--fresh'];
    expectRefused(await start(['--data', path, '--port', '0', '--exit']), ...says);
    const own = districtFiles(temporaryFolder(), ownDistrict());
    expectRefused(await start(['--data', path, '--port', '0', '--exit', ...own]), 'it holds the story feb-2019');
    expect(JSON.parse(readFileSync(join(path, 'origin.json'), 'utf8'))).toMatchObject({ story: 'feb-2019' });
  });

  test('given a district file that is not there, a folder, or no JSON', async () => {
    const path = folderWith({ 'district.json': '{"id": "harbor",' });
    const data = ['--data', join(path, 'data'), '--port', '0', '--exit', '--district'];
    expectRefused(await start([...data, join(path, 'none.json')]), 'none.json: there is no such file');
    mkdirSync(join(path, 'folder'));
    expectRefused(await start([...data, join(path, 'folder')]), /folder: cannot be read \(EISDIR\)/);
    expectRefused(await start([...data, join(path, 'district.json')]), 'the district file was refused', 'is not JSON');
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

  test.each([
    ['a vendor that is not on this machine', 'CLASSROOM_API_URL', 'http://example.com'],
    ['a name that only looks like loopback', 'GRAPH_API_URL', 'http://127.0.0.1.evil.example'],
  ])('given %s in the environment, then nothing is begun', async (_, name, value) => {
    const data = join(temporaryFolder(), 'data');
    const ended = await start(['--data', data, ...up], { [name]: value });
    expectRefused(ended, new RegExp(`^${name}: `));
    expect(ended.error.trim().split('\n').length).toBe(1);
    expect(existsSync(data)).toBe(false);
  });
});

describe('npm start on a roster with bad lines', () => {
  const csv = `${ownRoster({ courses: 2, channels: 0 })}atlantis-hs,google-classroom,9,Art,t@harbor.example,,class,20\n`;
  const path = temporaryFolder();
  const args = districtFiles(path, ownDistrict(), csv);
  const data = join(path, 'data');

  test('given no more, then it is refused by line and reason, and nothing is kept of it', async () => {
    const ended = await start(['--data', data, '--port', '0', '--exit', ...args]);
    expectRefused(ended, 'the roster was refused', /^ {2}line 4: .*atlantis-hs/m);
    expect(existsSync(join(data, 'origin.json'))).toBe(false);
  });

  test('given --accept-partial-roster, then the rest is loaded, and a later start goes on with it', async () => {
    const first = await start(['--data', data, '--port', '0', '--exit', '--accept-partial-roster', ...args]);
    expect(first).toMatchObject({ code: 0, error: '' });
    expect(first.out).toMatch(/roster line 4 refused: .*atlantis-hs/);
    expect(first.out).toContain('roster: 2 targets');
    expect(await start(['--data', data, '--port', '0', '--exit', '--story', 'none'])).toMatchObject({
      code: 0,
      error: '',
    });
  });
});

describe('npm start on an environment with real credentials in it', () => {
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

  test('then it comes up without them, puts a roster in force that outlives a restart, and SIGTERM ends it', async () => {
    const path = temporaryFolder();
    const files = districtFiles(temporaryFolder(), ownDistrict(), ownRoster({ courses: 2, channels: 1 }));
    const sandbox = await startChildSandbox(path, { args: files, environment: poison });
    const roster = ownRoster({ courses: 3, channels: 1 });
    const put = async (query: string): Promise<unknown> => {
      const headers = { authorization: `Bearer ${await sandbox.client.token('ops')}`, 'content-type': 'text/csv' };
      const answer = await fetch(`${sandbox.apiUrl}/v1/roster${query}`, { method: 'PUT', headers, body: roster });
      return answer.json();
    };
    const { digest } = (await put('')) as { digest: string };
    expect(await put(`?confirm=${digest}`)).toMatchObject({ loaded: true, added: 1 });
    expect(readFileSync(join(path, 'settings.json'), 'utf8')).not.toContain('aws.example.com');
    for (const name of ['settings.json', 'sandbox.json', 'log.ndjson', 'secrets.json'])
      expect(readFileSync(join(path, name), 'utf8')).not.toMatch(/AKIAREAL|poison/);

    const stop = async (child: typeof sandbox): Promise<number | null> => {
      child.process.kill('SIGTERM');
      return new Promise((resolve) => child.process.once('close', resolve));
    };
    expect(await stop(sandbox)).toBe(0);
    expect(readdirSync(path)).not.toContain('lock');

    const again = await startChildSandbox(path, { args: files });
    const { body } = await again.client.call('ops', 'GET', '/v1/roster');
    expect(body).toMatchObject({ targets: 4 });
    expect(await stop(again)).toBe(0);
  });
});
