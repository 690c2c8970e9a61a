import { describe, expect, test } from 'vitest';
import { browserPlan, findChromium } from '../support/chromium.ts';

const only =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path);

describe('finding Chromium', () => {
  test('given CHROMIUM_PATH, then that one is taken before any other', () => {
    const exists = only('/opt/mine/chrome', '/usr/bin/chromium');
    expect(findChromium({ CHROMIUM_PATH: '/opt/mine/chrome' }, exists)).toBe('/opt/mine/chrome');
  });

  test('given a CHROMIUM_PATH with nothing there, then no other is taken in its place', () => {
    expect(findChromium({ CHROMIUM_PATH: '/opt/gone' }, only('/usr/bin/chromium'))).toBeUndefined();
  });

  test('given a browser on the path only, then it is found', () => {
    expect(findChromium({ PATH: '/bin:/home-made/bin' }, only('/home-made/bin/google-chrome'))).toBe(
      '/home-made/bin/google-chrome',
    );
  });

  test('given none, then tests are skipped, or fail where they are required', () => {
    expect(findChromium({}, () => false)).toBeUndefined();
    expect(browserPlan({}, undefined)).toBe('skip');
    expect(browserPlan({ BROWSER_TESTS: 'required' }, undefined)).toBe('fail');
    expect(browserPlan({ BROWSER_TESTS: 'required' }, '/usr/bin/chromium')).toBe('run');
  });
});
