import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { EntryName } from '../../functions/names.ts';
import { type Bundles, bundle, entryNames } from '../../infra/parts/bundle.ts';
import { projectSources } from '../support/source-file.ts';
import { folder } from './cells.ts';

let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundle();
});

/** Files that contributed code to an entry's bundle. */
function inputsOf(entry: EntryName): string[] {
  const output = Object.entries(bundles.metafile.outputs).find(([path]) => path.endsWith(`/${entry}.js`))?.[1];
  return Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

/** Packages of an entry's bundle; of nested copies the innermost. */
function packagesOf(entry: EntryName): string[] {
  const names = inputsOf(entry).flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].toSorted();
}

const clients = {
  'google-classroom-worker': ['@googleapis/classroom', 'google-auth-library', 'gaxios'],
  'teams-worker': ['@microsoft/microsoft-graph-client', 'oauth4webapi'],
  'sns-worker': ['@aws-sdk/client-sns'],
} as const;

describe('bundles', () => {
  test.each(entryNames)('%s is at most 900 kB', (entry) => {
    expect(Buffer.byteLength(bundles.code.get(entry) ?? '')).toBeLessThanOrEqual(900_000);
    expect(Buffer.byteLength(bundles.code.get(entry) ?? '')).toBeGreaterThan(100_000);
  });

  test.each(entryNames)('%s has no vendor’s client but its own', (entry) => {
    const packages = packagesOf(entry);
    for (const [owner, names] of Object.entries(clients)) {
      // Whoever plans publishes words to administrators too.
      // Intake confirms subscriptions of topics that are not ours.
      const owns =
        owner === entry || (owner === 'sns-worker' && ['plan', 'tick', 'intake', 'break-glass'].includes(entry));
      expect(names.filter((name) => packages.includes(name))).toEqual(owns ? names : []);
    }
  });

  test.each(entryNames)('%s has nothing of sandbox, tests or tools', (entry) => {
    const inputs = inputsOf(entry);
    expect(inputs.filter((path) => /^(?:sandbox|tests|infra)\//.test(path))).toEqual([]);
    expect(
      packagesOf(entry).filter((name) => /^(?:dynalite|fauxqs|oidc-provider|vitest|esbuild|p-queue)$/.test(name)),
    ).toEqual([]);
  });

  test('have these packages: a new one is a decision', () => {
    // Webhooks are taken in without a table: what they have is listed whole.
    const withTables = entryNames.filter((entry) => entry !== 'hooks');
    const everywhere = packagesOf('dead-letters').filter((name) =>
      withTables.every((entry) => packagesOf(entry).includes(name)),
    );
    const own = Object.fromEntries(
      entryNames.map((entry) => [
        entry,
        packagesOf(entry)
          .filter((name) => !everywhere.includes(name))
          .join(' '),
      ]),
    );
    expect({ everywhere: everywhere.join(' '), ...own }).toMatchInlineSnapshot(`
      {
        "break-glass": "@aws-sdk/client-kms @aws-sdk/client-secrets-manager @aws-sdk/client-sns @aws-sdk/xml-builder hono",
        "dead-letters": "",
        "decision-api": "@aws-sdk/client-kms hono jose",
        "everywhere": "@aws-lambda-powertools/commons @aws-lambda-powertools/logger @aws-sdk/client-dynamodb @aws-sdk/core @aws-sdk/credential-provider-env @aws-sdk/dynamodb-codec @aws-sdk/endpoint-cache @aws-sdk/lib-dynamodb @aws-sdk/middleware-endpoint-discovery @aws-sdk/util-dynamodb @aws/lambda-invoke-store @smithy/core @smithy/node-http-handler @smithy/signature-v4 @smithy/types temporal-polyfill temporal-utils zod",
        "google-classroom-worker": "@aws-sdk/client-kms @aws-sdk/client-secrets-manager @aws-sdk/client-sqs @aws-sdk/client-sts @aws-sdk/middleware-sdk-sqs @aws-sdk/signature-v4-multi-region @aws-sdk/xml-builder @googleapis/classroom agent-base async-function async-generator-function base64-js bignumber.js buffer-equal-constant-time call-bind-apply-helpers call-bound debug dunder-proto ecdsa-sig-formatter es-define-property es-errors es-object-atoms extend function-bind gaxios gcp-metadata generator-function get-intrinsic get-proto google-auth-library google-logging-utils googleapis-common gopd gtoken has-symbols hasown https-proxy-agent json-bigint jwa jws math-intrinsics ms qs safe-buffer side-channel side-channel-list side-channel-map side-channel-weakmap url-template",
        "hooks": "@aws-sdk/client-secrets-manager @aws-sdk/client-sqs @aws-sdk/middleware-sdk-sqs",
        "intake": "@aws-sdk/client-sns @aws-sdk/xml-builder",
        "operations-api": "@aws-sdk/client-secrets-manager @aws-sdk/client-sqs @aws-sdk/middleware-sdk-sqs csv-parse hono jose",
        "plan": "@aws-sdk/checksums @aws-sdk/client-kms @aws-sdk/client-s3 @aws-sdk/client-sns @aws-sdk/client-sqs @aws-sdk/middleware-sdk-s3 @aws-sdk/middleware-sdk-sqs @aws-sdk/signature-v4-multi-region @aws-sdk/xml-builder",
        "poll": "@aws-sdk/client-sts @aws-sdk/signature-v4-multi-region @aws-sdk/xml-builder",
        "record-api": "@asteasolutions/zod-to-openapi @hono/zod-openapi @hono/zod-validator hono jose",
        "sns-worker": "@aws-sdk/client-kms @aws-sdk/client-secrets-manager @aws-sdk/client-sns @aws-sdk/client-sqs @aws-sdk/middleware-sdk-sqs @aws-sdk/xml-builder",
        "teams-worker": "@aws-sdk/client-kms @aws-sdk/client-secrets-manager @aws-sdk/client-sqs @aws-sdk/client-sts @aws-sdk/middleware-sdk-sqs @aws-sdk/signature-v4-multi-region @aws-sdk/xml-builder @microsoft/microsoft-graph-client oauth4webapi tslib",
        "tick": "@aws-sdk/checksums @aws-sdk/client-kms @aws-sdk/client-s3 @aws-sdk/client-secrets-manager @aws-sdk/client-sns @aws-sdk/client-sqs @aws-sdk/middleware-sdk-s3 @aws-sdk/middleware-sdk-sqs @aws-sdk/signature-v4-multi-region @aws-sdk/xml-builder",
      }
    `);
  });

  test('hold no part of an AWS client that is asked for late: it would keep all it reaches, whole', () => {
    const late = Object.values(bundles.metafile.inputs).flatMap(({ imports }) =>
      imports.flatMap(({ kind, path }) =>
        kind === 'dynamic-import' && /@(?:smithy|aws-sdk)\//.test(path) ? [path] : [],
      ),
    );
    expect([...new Set(late)]).toEqual(['no-event-streams:@smithy/core/event-streams']);
  });

  test('look for credentials in the environment and nowhere else', () => {
    const all = new Set(entryNames.flatMap(packagesOf));
    expect([...all].filter((name) => /credential-provider/.test(name))).toEqual(['@aws-sdk/credential-provider-env']);
  });
});

describe('a bundle, loaded as Lambda loads it', () => {
  const path = folder();
  const require = createRequire(import.meta.url);

  test.each(entryNames)(
    '%s does nothing until it is called, and then ends with one line for a setting that diverts',
    (entry) => {
      const file = join(path, `${entry}.cjs`);
      writeFileSync(file, bundles.code.get(entry) ?? '');
      const loaded: unknown = require(file);
      if (
        typeof loaded !== 'object' ||
        loaded === null ||
        !('handler' in loaded) ||
        typeof loaded.handler !== 'function'
      )
        throw new Error('there is no handler');
      const { handler } = loaded;
      vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
      expect(() => handler({}, {})).toThrow(/^setting \S+: must not be set on a deployed function/);
    },
  );

  test('knows our errors by their names, though all other names are short', () => {
    const classes = projectSources(['functions']).flatMap(({ path, exports }) =>
      exports.filter(({ kind }) => kind === 'class').map(({ name }) => ({ path, name })),
    );
    const api = inputsOf('decision-api');
    const inApi = classes.filter(({ path }) => api.includes(path)).map(({ name }) => name);
    expect(inApi.length).toBeGreaterThan(10);
    const code = bundles.code.get('decision-api') ?? '';
    expect(inApi.filter((name) => !code.includes(`"${name}"`))).toEqual([]);
  });
});
