import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import * as z from 'zod';
import { bundlePlugins } from '../../infra/parts/bundle-plugins.ts';
import { folder } from './cells.ts';

const asked: { agent: string; body: string }[] = [];

/** A table that has the row which it is asked for. */
const table = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    asked.push({ agent: String(request.headers['user-agent']), body });
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"Item":{"pk":{"S":"a"},"n":{"N":"1"}}}');
  });
});

afterAll(() => new Promise((resolve) => table.close(resolve)));

const isFunction = (value: unknown): boolean => typeof value === 'function';
const Bundled = z.object({
  lookUp: z.custom<(endpoint: string) => Promise<unknown>>(isFunction),
  refuse: z.custom<() => string[]>(isFunction),
  describe: z.custom<() => unknown>(isFunction),
});

/** What our functions do with the packages that the plugins cut down, in one bundle of its own. */
const source = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
  import * as z from 'zod';
  const Row = z.strictObject({ pk: z.string().min(1).max(3), day: z.iso.date().optional() });
  export const lookUp = async (endpoint) => {
    const credentials = { accessKeyId: 'made', secretAccessKey: 'up' };
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-2', endpoint, credentials }));
    const { Item } = await client.send(new GetCommand({ TableName: 't', Key: { pk: 'a' } }));
    client.destroy();
    return Item;
  };
  export const refuse = () => Row.safeParse({ pk: '', day: '2023-02-30' }).error.issues.map(({ message }) => message);
  export const describe = () => [Row['~standard'].vendor, Row.shape.pk.maxLength, Row.toJSONSchema()];
`;

test('given the packages that bundles cut down, when they do what we ask of them, then nothing is missing', async () => {
  await new Promise<void>((resolve) => table.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(table.address());
  const outfile = join(folder(), 'cut-down.cjs');
  const stdin = { contents: source, resolveDir: import.meta.dirname };
  const { warnings } = await build({
    stdin,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    plugins: bundlePlugins,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  const { lookUp, refuse, describe } = Bundled.parse(createRequire(import.meta.url)(outfile));
  expect(await lookUp(`http://127.0.0.1:${port}`)).toEqual({ pk: 'a', n: 1 });
  expect(asked).toEqual([
    { agent: expect.stringMatching(/^aws-sdk-js\/3\.\d+\.\d+ /), body: expect.stringContaining('"pk"') },
  ]);
  expect(refuse()).toEqual([expect.stringMatching(/too small/i), expect.stringMatching(/date/i)]);
  expect(describe).toThrow(/^JSON schemas are not in this bundle/);
});
