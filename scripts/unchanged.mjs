// Whether the long suites (stories, browser, infra) passed before on exactly this checkout. Plain JavaScript for Node 20.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundledNodePath } from './installation.mjs';

/** The suites that run every time. */
export const shortSuites = ['unit', 'property', 'contract', 'rules'];

/** What the long suites never read: products, installed packages, and the tests of the short suites, which always run. */
const apart = new Set(['.git', '.bellwether', 'node_modules', 'cdk.out', 'dist', 'coverage']);
const areShort = new Set(shortSuites.map((name) => join('tests', name)));

/** The variables that change what the long suites do or find. */
const variables = ['PATH', 'HOME', 'CHROMIUM_PATH', 'KILLS', 'KILL_SEED', 'CHAOS_SEED', 'UPDATE_USED_POWERS'];

/** Paths of the files below `folder`, relative to the root, in one order everywhere. */
async function filesBelow(root, folder = '') {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      if (apart.has(entry.name) || areShort.has(path)) return [];
      if (entry.isDirectory()) return filesBelow(root, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat().toSorted();
}

/**
 * A digest of all that the long suites depend on: every file of the checkout but the short suites' tests, the installed packages by
 * their lock file, Node, the platform, and the environment as far as they read it.
 */
export async function digestOfInputs(root, env) {
  const hash = createHash('sha256');
  const settings = [...variables, ...Object.keys(env).filter((name) => /^(AWS|GOOGLE|NODE)_/.test(name))].toSorted();
  // Whoever starts the tests is Node 20 on a fresh clone and the project's own Node after that: which one runs them is in the lock file.
  const { platform, arch } = process;
  const node = existsSync(bundledNodePath(root, platform, arch)) ? 'bundled' : process.version;
  hash.update(JSON.stringify([node, platform, arch, settings.map((name) => [name, env[name]])]));
  hash.update(String(existsSync(join(root, '..', 'shared', 'data'))));
  for (const path of await filesBelow(root)) {
    const content = createHash('sha256')
      .update(await readFile(join(root, path)))
      .digest('hex');
    hash.update(JSON.stringify([path, content]));
  }
  return hash.digest('hex');
}

const memoOf = (root) => join(root, 'node_modules', '.cache', 'long-suites-passed.json');

/** When, with how many tests and whether with a browser the long suites passed on exactly these inputs; undefined: they have to run. */
export async function passedBefore(root, digest) {
  const memo = await readFile(memoOf(root), 'utf8').then(JSON.parse, () => undefined);
  return memo?.digest === digest ? memo : undefined;
}

/** Notes that they passed. Whoever changes a file while they run gets them again: the digest is of before. */
export async function notePassed(root, digest, passed) {
  await mkdir(dirname(memoOf(root)), { recursive: true });
  await writeFile(memoOf(root), `${JSON.stringify({ digest, ...passed })}\n`);
}

/** Forgets it: what failed has to run again. */
export async function forgetPassed(root) {
  await rm(memoOf(root), { force: true });
}
