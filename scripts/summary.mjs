// What a test run came to, from vitest's JSON report. Plain JavaScript for Node 20.

const isBrowserSuite = (file) => /[\\/]tests[\\/]browser[\\/]/.test(file.name);
const isLongSuite = (file) => /[\\/]tests[\\/](browser|story|infra)[\\/]/.test(file.name);

/**
 * Counts of a report: a file that could not even be loaded counts as one failure, and so does a run that failed with every test green
 * (an unhandled rejection, say); `hasSkippedBrowser` says that browser tests exist and did not run; `long` counts the tests
 * that passed in the stories, the browser and infra.
 */
export function summarise(report, exitCode) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const withStatus = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
  const long = report.testResults.filter(isLongSuite).flatMap((file) => file.assertionResults);
  const isBroken = (file) =>
    file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
  const failed = withStatus('failed') + report.testResults.filter(isBroken).length;
  return {
    passed: withStatus('passed'),
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: withStatus('skipped', 'pending', 'todo', 'disabled'),
    long: long.filter((test) => test.status === 'passed').length,
    hasSkippedBrowser: report.testResults
      .filter(isBrowserSuite)
      .some((file) => file.assertionResults.some((test) => test.status !== 'passed' && test.status !== 'failed')),
  };
}

/** The last line of `npm test`, made to be read by people and scripts alike. */
export function closingLine({ passed, failed, skipped }) {
  return `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Said before the closing line when the long suites passed before on the same files, and were not run again. */
export function leftOutNotice({ at, tests }) {
  return `not run again: ${tests} tests of tests/story, tests/browser and tests/infra passed on exactly these files at ${at}; npm test -- --all runs them`;
}

/** Said before the closing line when browser tests did not run: a green run must not be mistaken for a whole one. */
export const skippedBrowserNotice = [
  '!!  BROWSER TESTS WERE SKIPPED: no Chromium was found.',
  '!!  Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH; BROWSER_TESTS=required makes this a failure.',
].join('\n');
