import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { entries, type EntryName } from '../../functions/names.ts';
import { bundlePlugins } from './bundle-plugins.ts';

/** Every function's code as one file, and what went into it. */
export type Bundles = {
  readonly code: ReadonlyMap<EntryName, string>;
  /** Package version and hash of all code: the version that each entry of the record names. The same sources give the same one. */
  readonly version: string;
  readonly metafile: Metafile;
};

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

export const entryNames: readonly EntryName[] = Object.keys(entries).filter(
  (name): name is EntryName => name in entries,
);

/**
 * Bundles all entries by one call: CommonJS, because loading `node:http` as an ES module costs 60 ms at each cold start. Warnings are
 * errors: what esbuild wonders about would be found out at 4:30 a.m. otherwise.
 */
export async function bundle(version = '0.1.0'): Promise<Bundles> {
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: projectRoot,
    entryPoints: entryNames.map((name) => ({ in: join('functions', entries[name].path), out: name })),
    outdir: 'dist',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    define: { BELLWETHER_PLATFORM: '"lambda"' },
    plugins: bundlePlugins,
    logLevel: 'silent',
  });
  const [warning] = warnings;
  if (warning !== undefined) throw new Error(`bundling: ${warning.text} (${warning.location?.file ?? 'no file'})`);
  const code = new Map(entryNames.map((name) => [name, codeOf(name, outputFiles)]));
  const hash = createHash('sha256');
  for (const [name, text] of code) hash.update(`${name}\n${text}\n`);
  return { code, metafile, version: `${version}+${hash.digest('hex').slice(0, 12)}` };
}

function codeOf(name: EntryName, files: readonly OutputFile[]): string {
  const file = files.find(({ path }) => path.endsWith(`/${name}.js`) || path.endsWith(`\\${name}.js`));
  if (file === undefined) throw new Error(`bundling: esbuild gave no code for ${name}`);
  return file.text;
}

/** Writes a function's code and the district file that it reads beside it; the folder becomes the function's package. */
export function writePackage(folder: string, code: string, districtFile: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), code);
  writeFileSync(join(folder, 'district.json'), districtFile);
  return folder;
}
