import { describe, expect, test } from 'vitest';
import { projectSources, sourceFile } from '../support/source-file.ts';
import { ambientTime, environmentReads, leftOvers, longFiles, vagueNames } from './style.ts';

const sources = projectSources(['functions', 'infra', 'sandbox']);
const tests = projectSources(['tests']).filter(({ path }) => !path.startsWith('tests/rules/'));

const given = (text: string, path = 'functions/deliveries/plan.ts') => [sourceFile(path, text)];

describe('time, ids and chance are arguments', () => {
  test('the sources keep to it', () => {
    expect(ambientTime(sources)).toEqual([]);
  });

  test.each([
    'const now = new Date();',
    'const now = Date();',
    'const now = Date.now();',
    'const now = Date\n  .now();',
    "const now = Date['now']();",
    'const now = globalThis.Date.now();',
    'const later = (clock = Date.now) => clock();',
    'const id = crypto.randomUUID();',
    "import { randomUUID } from 'crypto'; const id = randomUUID();",
    'const chance = Math.random();',
    'const now = Temporal.Now.instant();',
    'const now = performance.now();',
  ])('%s is found', (text) => {
    expect(ambientTime(given(text))).toHaveLength(1);
  });

  test.each([
    "const date = new Date('2023-02-22');",
    '// Date.now() is forbidden',
    "const text = 'Date.now()';",
    'const at = clocks.machine.now();',
  ])('%s is none of it', (text) => {
    expect(ambientTime(given(text))).toEqual([]);
  });

  test('clock, ids, platform and the sandbox may', () => {
    const paths = [
      'functions/core/clock.ts',
      'functions/core/ids.ts',
      'functions/platform/http.ts',
      'sandbox/start.ts',
    ];
    expect(paths.flatMap((path) => ambientTime(given('Date.now();', path)))).toEqual([]);
    expect(ambientTime(given('Date.now();', 'functions/core/clocks.ts'))).toHaveLength(1);
  });
});

describe('the environment is read in settings', () => {
  test('the sources keep to it', () => {
    expect(environmentReads(sources)).toEqual([]);
  });

  test('reading it elsewhere is found, in every spelling', () => {
    expect(environmentReads(given('process.env.HOME;'))).toHaveLength(1);
    expect(environmentReads(given("globalThis.process['env'].HOME;"))).toHaveLength(1);
    expect(environmentReads(given('const { HOME } = process.env;', 'functions/platform/http.ts'))).toHaveLength(1);
  });

  test('settings may', () => {
    expect(environmentReads(given('process.env;', 'functions/platform/settings.ts'))).toEqual([]);
    expect(environmentReads(given('process.env;', 'functions/platform/lambda-settings.ts'))).toEqual([]);
  });
});

describe('files', () => {
  test('the sources are short, finished and plainly named', () => {
    const all = [...sources, ...tests];
    expect([...longFiles(sources), ...leftOvers(all), ...vagueNames(all.map(({ path }) => path))]).toEqual([]);
  });

  test('a file of 301 lines is found, one of 300 is not', () => {
    expect(longFiles(given('a;\n'.repeat(301)))).toEqual([
      'functions/deliveries/plan.ts has 301 lines: split it by thought',
    ]);
    expect(longFiles(given('a;\n'.repeat(300)))).toEqual([]);
  });

  test('what is left to do, or switched off, is found', () => {
    expect(leftOvers(given('// TODO: post it\n// @ts-ignore\nconst todo = 1;'))).toHaveLength(2);
  });

  test('a vague or camel-cased name is found', () => {
    const paths = [
      'functions/core/utils.ts',
      'functions/helpers/a.ts',
      'functions/core/schoolDay.ts',
      'functions/api/tick.lambda.ts',
    ];
    expect(vagueNames(paths)).toHaveLength(3);
  });
});
