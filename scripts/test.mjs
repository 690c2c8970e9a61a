// npm test [-- --all | VITEST ARGUMENT …]: installs what is missing, then types, lint and format side by side, then the suites. The long
// ones (stories, browser, infra) are left out, and it is said, where they passed before on exactly these files; --all runs them again.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, projectRoot, reportAndFail } from './installation.mjs';
import { projectEnvironment, runOnProjectNode } from './project-node.mjs';
import { closingLine, leftOutNotice, skippedBrowserNotice, summarise } from './summary.mjs';
import { digestOfInputs, forgetPassed, notePassed, passedBefore, shortSuites } from './unchanged.mjs';

const checks = [
  {
    name: 'types',
    file: 'node_modules/typescript/bin/tsc',
    args: ['--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'],
  },
  { name: 'lint', file: 'node_modules/oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', file: 'node_modules/oxfmt/bin/oxfmt', args: ['--check', '.'] },
];

// TypeScript's new compiler, which types and lint run, is a Go program of ten seconds: collecting its garbage takes a third of them.
const unhurried = { GOGC: 'off', GOMEMLIMIT: '1500MiB' };

/** Runs one check; its output appears only when it fails. Resolves to whether it passed. */
async function check({ name, file, args }) {
  const { code, output } = await runOnProjectNode(file, args, {
    cwd: projectRoot,
    env: projectEnvironment({ ...unhurried, ...process.env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.stdout.write(code === 0 ? `${name}: ok\n` : `${output.trimEnd()}\n${name}: FAILED\n`);
  return code === 0;
}

/** Runs the suites; resolves to their counts. A run that ended without a report (a crash, a wrong argument) counts as one failure. */
async function runSuites(args) {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-tests-'));
  const reportFile = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  try {
    const { code } = await runOnProjectNode('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...args], {
      cwd: projectRoot,
    });
    const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => ({ testResults: [] }));
    return summarise(report, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs every suite that has to run, and notes whether the long ones need to run again on the same files. */
async function runWhatChanged(args) {
  const isWhole = args.every((arg) => arg === '--all');
  if (!isWhole) return runSuites(args);
  const digest = await digestOfInputs(projectRoot, process.env);
  // Continuous integration takes nothing on trust.
  const isTrusted = !args.includes('--all') && process.env.BROWSER_TESTS !== 'required';
  const before = isTrusted ? await passedBefore(projectRoot, digest) : undefined;
  if (before !== undefined) {
    // Browser tests that were skipped then are tried again: a browser may have been installed.
    const again = before.hasSkippedBrowser ? ['tests/browser/'] : [];
    return { ...(await runSuites([...shortSuites.map((name) => `tests/${name}/`), ...again])), leftOut: before };
  }
  const { hasSkippedBrowser, long: tests, ...summary } = await runSuites([]);
  const passed = { at: new Date().toISOString(), tests, hasSkippedBrowser };
  await (summary.failed === 0 ? notePassed(projectRoot, digest, passed) : forgetPassed(projectRoot));
  return { ...summary, hasSkippedBrowser };
}

async function main(args) {
  await ensureInstalled();
  const results = await Promise.all(checks.map(check));
  const failedChecks = checks.filter((_, index) => results[index] === false).map(({ name }) => name);
  const summary = await runWhatChanged(args);
  if (summary.hasSkippedBrowser) process.stdout.write(`\n${skippedBrowserNotice}\n\n`);
  if (failedChecks.length > 0)
    process.stdout.write(`\n!!  FAILED BEFORE THE TESTS: ${failedChecks.join(', ')}; see above.\n\n`);
  if (summary.leftOut !== undefined) process.stdout.write(`${leftOutNotice(summary.leftOut)}\n`);
  process.stdout.write(`${closingLine(summary)}\n`);
  process.exitCode = summary.failed === 0 && failedChecks.length === 0 ? 0 : 1;
}

await main(process.argv.slice(2)).catch(reportAndFail);
