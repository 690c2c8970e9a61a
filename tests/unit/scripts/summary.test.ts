import { describe, expect, test } from 'vitest';
import { closingLine, summarise } from '../../../scripts/summary.mjs';

const file = (name: string, ...statuses: string[]) => ({
  name,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});
const report = (...testResults: object[]) => ({ testResults });

describe('what a test run came to', () => {
  test('given passed, failed and skipped tests, then the closing line counts each', () => {
    const counts = summarise(report(file('a', 'passed', 'failed'), file('b', 'passed', 'skipped', 'todo')), 1);
    expect(closingLine(counts)).toBe('tests: 2 passed, 1 failed, 2 skipped');
  });

  test('given a file that could not be loaded, then it counts as a failure', () => {
    const broken = { ...file('a'), status: 'failed' };
    expect(summarise(report(broken, file('b', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  test('given green tests in a failed run, or no report at all, then that is a failure too', () => {
    expect(summarise(report(file('a', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(summarise(report(), 1)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('given skipped tests of the browser, then that is said; skipped others are only counted', () => {
    expect(summarise(report(file('p/tests/browser/a.test.ts', 'skipped')), 0).hasSkippedBrowser).toBe(true);
    expect(summarise(report(file(String.raw`C:\p\tests\browser\a.test.ts`, 'skipped')), 0).hasSkippedBrowser).toBe(
      true,
    );
    expect(
      summarise(report(file('p/tests/browser/a.test.ts', 'passed'), file('p/tests/unit/a.test.ts', 'skipped')), 0)
        .hasSkippedBrowser,
    ).toBe(false);
  });
});
