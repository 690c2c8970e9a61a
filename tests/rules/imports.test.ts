import { describe, expect, test } from 'vitest';
import { projectSources, sourceFile } from '../support/source-file.ts';
import { table } from './import-table.ts';
import { barrels, busyEntries, cycles, defaultExports, forbiddenImports, namedZodImports, rowOf } from './imports.ts';

const sources = projectSources(['functions', 'infra', 'sandbox']);

/** Sources made up for a rule: a path and its text each. */
const given = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, text]) => sourceFile(path, text));

const noun =
  "import * as z from 'zod';\nexport const Entry = z.object({});\nexport type Entry = z.infer<typeof Entry>;";
const verb = 'export function declare() {}';

describe('who may import whom', () => {
  test('the sources keep to the table', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(forbiddenImports(sources)).toEqual([]);
  });

  test.each([
    ['a stage a client', 'functions/triggers/a.ts', "import { SNSClient } from '@aws-sdk/client-sns';"],
    ["a stage Node's own", 'functions/notices/a.ts', "import { readFileSync } from 'node:fs';"],
    ['a stage the web framework', 'functions/declarations/a.ts', "import { Hono } from 'hono';"],
    [
      'an earlier stage a later noun',
      'functions/triggers/a.ts',
      "import type { Entry } from '../declarations/entry.ts';",
    ],
    [
      'a later stage an earlier verb',
      'functions/notices/a.ts',
      "import { declare } from '../declarations/declare.ts';",
    ],
    ['core a stage', 'functions/core/a.ts', "import { Entry } from '../declarations/entry.ts';"],
    ['core but hash.ts crypto', 'functions/core/a.ts', "import { createHash } from 'node:crypto';"],
    ['platform a stage', 'functions/platform/a.ts', "import type { Entry } from '../declarations/entry.ts';"],
    ['platform a composition', 'functions/platform/a.ts', "import { plan } from './services/plan.ts';"],
    ['one channel another', 'functions/channels/teams.ts', "import { post } from './google-classroom.ts';"],
    [
      "one channel another's client",
      'functions/channels/teams/post.ts',
      "import { auth } from '@googleapis/classroom';",
    ],
    ['one source another', 'functions/sources/weather-service.ts', "import { read } from './tool-status.ts';"],
    ['a channel the store', 'functions/channels/sns.ts', "import { table } from '../store/tables.ts';"],
    ['a channel a verb', 'functions/channels/sns.ts', "import { declare } from '../declarations/declare.ts';"],
    ['the api the store', 'functions/api/routes.ts', "import { table } from '../store/tables.ts';"],
    ['the api but auth.ts jose', 'functions/api/routes.ts', "import { jwtVerify } from 'jose';"],
    ['an entry a client', 'functions/deliveries/tick.lambda.ts', "import { SNSClient } from '@aws-sdk/client-sns';"],
    [
      "an entry another stage's verb",
      'functions/deliveries/tick.lambda.ts',
      "import { declare } from '../declarations/declare.ts';",
    ],
    [
      'a composition an entry',
      'functions/platform/services/a.ts',
      "import { handler } from '../../deliveries/tick.lambda.ts';",
    ],
    ['functions the sandbox', 'functions/platform/services/a.ts', "import { clock } from '../../../sandbox/clock.ts';"],
    ['infra a stage', 'infra/app.ts', "import { Entry } from '../functions/declarations/entry.ts';"],
    ['the sandbox a channel', 'sandbox/start.ts', "import { post } from '../functions/channels/teams.ts';"],
    ['the sandbox a verb', 'sandbox/start.ts', "import { declare } from '../functions/declarations/declare.ts';"],
    ['anybody by import()', 'functions/triggers/a.ts', "export const client = () => import('@aws-sdk/client-sns');"],
    ['anybody by a type', 'functions/triggers/a.ts', "export type C = import('@aws-sdk/client-sns').SNSClient;"],
    ['anybody by a re-export', 'functions/triggers/a.ts', "export { SNSClient } from '@aws-sdk/client-sns';"],
  ])('%s: is found', (_title, path, text) => {
    const others = { 'functions/declarations/entry.ts': noun, 'functions/declarations/declare.ts': verb };
    expect(forbiddenImports(given({ ...others, [path]: text }))).toEqual([
      expect.stringMatching(new RegExp(`^${path}:1 must not import `)),
    ]);
  });

  test.each([
    ['a later stage an earlier noun', 'functions/notices/a.ts', "import { Entry } from '../declarations/entry.ts';"],
    ['a stage a verb that it consults', 'functions/triggers/a.ts', "import { read } from '../calendar/read.ts';"],
    ['a channel its own folder', 'functions/channels/teams/post.ts', "import { words } from './words.ts';"],
    [
      'a source its own parts',
      'functions/sources/weather-service.ts',
      "import { read } from './weather-service-alert.ts';",
    ],
    [
      'text that looks like an import',
      'functions/triggers/a.ts',
      "// import 'hono'\nexport const text = \"import 'hono'\";",
    ],
  ])('%s: is allowed', (_title, path, text) => {
    expect(forbiddenImports(given({ 'functions/declarations/entry.ts': noun, [path]: text }))).toEqual([]);
  });

  test('a file that no row covers is found', () => {
    expect(forbiddenImports(given({ 'functions/utils/a.ts': '' }))).toEqual([
      'functions/utils/a.ts belongs to no row of the import table',
    ]);
  });

  test('no row stands behind one that takes all its files', () => {
    const hidden = table.filter((row) => {
      const example = row.files[0]?.replaceAll('**', 'x.ts').replaceAll('*', 'x') ?? '';
      return rowOf(example.endsWith('.ts') ? example : `${example}.ts`) !== row;
    });
    expect(hidden).toEqual([]);
  });
});

describe('shapes of files', () => {
  test('the sources have no cycles, barrels, default exports or named zod imports', () => {
    expect([...cycles(sources), ...barrels(sources), ...defaultExports(sources), ...namedZodImports(sources)]).toEqual(
      [],
    );
  });

  test('the sources have entries that are plugs', () => {
    expect(busyEntries(sources)).toEqual([]);
  });

  test('a cycle over three files is found once, types included', () => {
    const files = given({
      'core/a.ts': "import type { B } from './b.ts';",
      'core/b.ts': "import { c } from './c.ts';",
      'core/c.ts': "import { a } from './a.ts';",
      'core/d.ts': "import { a } from './a.ts';",
    });
    expect(cycles(files)).toEqual(['core/a.ts → core/b.ts → core/c.ts → core/a.ts']);
  });

  test('two ways to one file are no cycle', () => {
    const files = given({
      'a.ts': "import './b.ts'; import './c.ts';",
      'b.ts': "import './d.ts';",
      'c.ts': "import './d.ts';",
      'd.ts': '',
    });
    expect(cycles(files)).toEqual([]);
  });

  test.each(["export { a } from './a.ts';", "export * from './a.ts';", "import { a } from './a.ts';\nexport { a };"])(
    'a barrel is found: %s',
    (text) => {
      expect(barrels(given({ 'core/index.ts': text }))).toHaveLength(1);
    },
  );

  test('a file that passes one thing on beside its own is no barrel', () => {
    expect(
      barrels(given({ 'core/time.ts': "export { Temporal } from 'temporal-polyfill';\nexport const noon = 12;" })),
    ).toEqual([]);
  });

  test('a default export and a named zod import are found', () => {
    expect(
      defaultExports(given({ 'a.ts': 'export default 3;', 'b.ts': 'const b = 1; export { b as default };' })),
    ).toHaveLength(2);
    const zod = {
      'a.ts': "import { z } from 'zod';",
      'b.ts': "import z from 'zod';",
      'c.ts': "import * as z from 'zod';",
      'd.ts': "import type { z } from 'zod';",
    };
    expect(namedZodImports(given(zod))).toEqual([expect.stringMatching(/^a\.ts:1/), expect.stringMatching(/^b\.ts:1/)]);
  });

  const plug =
    "import { entry } from '../platform/entry.ts';\nimport { tick } from '../platform/services/tick.ts';\nexport const handler = entry(tick);\n";

  test('an entry that is a plug passes', () => {
    expect(busyEntries(given({ 'functions/deliveries/tick.lambda.ts': plug }))).toEqual([]);
  });

  test.each([
    ['does something when imported', `${plug}console.log('up');`],
    ['builds a client', plug.replace('entry(tick)', 'entry(tick(new Client()))')],
    ['has a handler of its own', 'export const handler = async () => {};'],
    ['has none', "import '../platform/services/tick.ts';"],
    ['is long', `${plug}${'// and more\n'.repeat(23)}`],
  ])('an entry that %s is found', (_title, text) => {
    expect(busyEntries(given({ 'functions/deliveries/tick.lambda.ts': text }))).toHaveLength(1);
  });
});
