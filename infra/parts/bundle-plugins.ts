import { readFileSync } from 'node:fs';
import { type Plugin, transform } from 'esbuild';
import * as z from 'zod';

const Version = z.object({ version: z.string() });

/** Our errors are known by their class's name, in logs and answers. Keeping every name of every package would cost 70 kB a bundle. */
const namedErrors: Plugin = {
  name: 'named-errors',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]functions[\\/].*\.ts$/ }, async ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!/^(?:export )?(?:abstract )?class /m.test(source)) return undefined;
      const { code } = await transform(source, { loader: 'ts', target: 'node24', keepNames: true, sourcefile: path });
      return { contents: code, loader: 'js' };
    });
  },
};

/** Packages that a client brings along and a few words replace. */
const replaced: Readonly<Record<string, string>> = {
  // gaxios asks for it although Node has fetch: 94 kB less.
  'node-fetch':
    'export default globalThis.fetch; export const { Headers, Request, Response, FormData, Blob } = globalThis;',
  // It words the errors of a map that query strings are put together with: 18 kB less.
  'object-inspect': 'module.exports = String;',
  // DynamoDB's client keeps the endpoints that it discovers in it, and is told to discover none: 7 kB less.
  'mnemonist/lru-cache':
    'export default class extends Map { constructor() { super(); } peek(key) { return this.get(key); } }',
};

/** Those words instead of the packages. */
const replacements: Plugin = {
  name: 'replacements',
  setup(bundling) {
    const filter = new RegExp(`^(?:${Object.keys(replaced).join('|')})$`);
    bundling.onResolve({ filter }, ({ path }) => ({ path, namespace: 'replacements' }));
    bundling.onLoad({ filter: /.*/, namespace: 'replacements' }, ({ path }) => ({ contents: replaced[path] ?? '' }));
  },
};

/**
 * A function's credentials stand in its environment, and it looks for none elsewhere: no profiles, no files, no metadata service, no sign-in
 * by browser, which are 110 kB of clients in each bundle.
 */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup(bundling) {
    bundling.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ resolveDir }) => ({
      path: 'credentials',
      namespace: 'environment-credentials',
      pluginData: resolveDir,
    }));
    bundling.onLoad({ filter: /.*/, namespace: 'environment-credentials' }, ({ pluginData }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: String(pluginData),
    }));
  },
};

/**
 * The protocol of every AWS client imports the coding of event streams when an operation has one; none of ours has. In a single file such
 * an import keeps all it reaches whole, in 160 wrapped modules that run one by one: a fifteenth of a worker's load for 20 kB.
 */
const noEventStreams: Plugin = {
  name: 'no-event-streams',
  setup(bundling) {
    bundling.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'no-event-streams' } : undefined,
    );
    bundling.onLoad({ filter: /.*/, namespace: 'no-event-streams' }, () => ({
      contents:
        "throw new Error('event streams are not in this bundle: infra/parts/bundle-plugins.ts leaves them out');",
    }));
  },
};

/** Each AWS client reads its version from its whole `package.json`: 2 kB a client for six characters. */
const versionsOnly: Plugin = {
  name: 'versions-only',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = Version.parse(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** What zod's module of JSON schemas exports for its own use. */
const jsonSchemaParts = [
  'initializeContext',
  'handleUnrepresentable',
  'processSchema',
  'process',
  'extractDefs',
  'finalize',
] as const;

/**
 * Every schema of zod can be written down as a JSON schema, which nothing deployed asks for: the API's document is made by a library of
 * its own. 9 kB a bundle.
 */
const noJsonSchemas: Plugin = {
  name: 'no-json-schemas',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/ }, () => ({
      contents: `
        const absent = () => { throw new Error('JSON schemas are not in this bundle: infra/parts/bundle-plugins.ts leaves them out'); };
        const method = () => absent;
        export { ${jsonSchemaParts.map((name) => `absent as ${name}`).join(', ')} };
        export { method as createToJSONSchemaMethod, method as createStandardJSONSchemaMethod };`,
    }));
    // And a schema read from a JSON schema, which travels along with the namespace: 12 kB in the API.
    bundling.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]classic[\\/]from-json-schema\.js$/ }, () => ({
      contents: `
        export function fromJSONSchema() { throw new Error('JSON schemas are not in this bundle: infra/parts/bundle-plugins.ts leaves them out'); }`,
    }));
  },
};

/** zod can write schemas as code, which nothing of ours asks for; it travels along with the namespace: 30 kB in the API. */
const noCompiledSchemas: Plugin = {
  name: 'no-compiled-schemas',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/]compile\.js$/ }, () => ({
      contents: `
        const absent = () => { throw new Error('compiled schemas are not in this bundle: infra/parts/bundle-plugins.ts leaves them out'); };
        export const INVALID = Symbol.for('zod.compile.invalid');
        export class ZodCompileAsyncError extends Error {}
        export class ZodCompileUnsupportedError extends Error {}
        export { absent as compile, absent as compileFn, absent as withParser };`,
    }));
  },
};

/** zod's error messages in fifty languages would travel along wherever its namespace is passed on as a value. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/** What is done to sources on their way into a bundle. */
export const bundlePlugins: Plugin[] = [
  namedErrors,
  replacements,
  environmentCredentials,
  noEventStreams,
  versionsOnly,
  noJsonSchemas,
  noCompiledSchemas,
  englishOnly,
];
