import { readFileSync } from 'node:fs';
import { type Plugin, transform } from 'esbuild';

/** Our errors are known by their class's name, in logs and answers. Keeping every name of every package would cost 70 kB a bundle. */
export const namedErrors: Plugin = {
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

/** Packages that Classroom's client brings along and a few words replace. */
const replaced: Readonly<Record<string, string>> = {
  // gaxios asks for it although Node has fetch: 94 kB less.
  'node-fetch':
    'export default globalThis.fetch; export const { Headers, Request, Response, FormData, Blob } = globalThis;',
  // It words the errors of a map that query strings are put together with: 18 kB less.
  'object-inspect': 'module.exports = String;',
};

/** Those words instead of the packages. */
export const replacements: Plugin = {
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
export const environmentCredentials: Plugin = {
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
export const noEventStreams: Plugin = {
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

/** zod's error messages in fifty languages would travel along wherever its namespace is passed on as a value. */
export const englishOnly: Plugin = {
  name: 'english-only',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};
