import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOfInputs, forgetPassed, notePassed, passedBefore } from '../../../scripts/unchanged.mjs';

const env = { PATH: '/bin', LANG: 'C' };
let root = '';

const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'bellwether-test-'));
  await write('functions/declare.ts', 'declare');
  await write('tests/story/storm.test.ts', 'storm');
  await write('tests/unit/declare.test.ts', 'unit');
  await write('package-lock.json', '{}');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what the long suites depend on', () => {
  test.each(['functions/declare.ts', 'tests/story/storm.test.ts', 'package-lock.json', 'sandbox/new.ts'])(
    'given one changed byte in %s, then it is another digest',
    async (path) => {
      const before = await digestOfInputs(root, env);
      await write(path, 'x');
      expect(await digestOfInputs(root, env)).not.toBe(before);
    },
  );

  test.each(['tests/unit/declare.test.ts', 'node_modules/a.js', '.git/HEAD', 'cdk.out/manifest.json'])(
    'given a change in %s, then it is the same: they never read it',
    async (path) => {
      const before = await digestOfInputs(root, env);
      await write(path, 'x');
      expect(await digestOfInputs(root, env)).toBe(before);
    },
  );

  test('given a variable that they read, then it counts; given another, then not', async () => {
    const before = await digestOfInputs(root, env);
    expect(await digestOfInputs(root, { ...env, LANG: 'de' })).toBe(before);
    expect(await digestOfInputs(root, { ...env, KILLS: '9' })).not.toBe(before);
    expect(await digestOfInputs(root, { ...env, AWS_PROFILE: 'real' })).not.toBe(before);
  });

  test('given a file under another name, then it is another digest', async () => {
    const before = await digestOfInputs(root, env);
    rmSync(join(root, 'functions/declare.ts'));
    await write('functions/retract.ts', 'declare');
    expect(await digestOfInputs(root, env)).not.toBe(before);
  });
});

describe('what passed before', () => {
  const passed = { at: '2026-11-23T00:00:00.000Z', tests: 356, hasSkippedBrowser: false };

  test('given nothing is noted, then all has to run', async () => {
    expect(await passedBefore(root, 'one')).toBeUndefined();
  });

  test('given the same inputs, then it stands, and for others it does not', async () => {
    await notePassed(root, 'one', passed);
    expect(await passedBefore(root, 'one')).toMatchObject(passed);
    expect(await passedBefore(root, 'two')).toBeUndefined();
  });

  test('given a failure after it, then it is forgotten', async () => {
    await notePassed(root, 'one', passed);
    await forgetPassed(root);
    expect(await passedBefore(root, 'one')).toBeUndefined();
  });
});
