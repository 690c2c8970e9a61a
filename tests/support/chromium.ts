import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';

/** Names under which distributions install it, best first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where installers put it beside the search path. */
const places = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Quiet and confined: no sandbox because CI is root, and nothing that would look for the network by itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Path of the system's Chromium: `CHROMIUM_PATH` when set (and then nothing else), else the first one found. */
export function findChromium(env: Environment, exists: (path: string) => boolean = existsSync): string | undefined {
  if (env.CHROMIUM_PATH) return exists(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...places];
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...installed].find(exists);
}

/** Whether browser tests run, are skipped, or fail for want of a browser (`BROWSER_TESTS=required`). */
export function browserPlan(env: Environment, path: string | undefined): 'run' | 'skip' | 'fail' {
  if (path !== undefined) return 'run';
  return env.BROWSER_TESTS === 'required' ? 'fail' : 'skip';
}

/** Starts the Chromium at this path, headless. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: flags, headless: true });
}

/** What a page does to those who cannot see or click as others do; none of ours holds frames, so one page is all that need be looked at. */
export async function accessibilityFlaws(page: Page): Promise<{ readonly id: string; readonly help: string }[]> {
  const { AxeBuilder } = await import('@axe-core/playwright');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, help }) => ({ id, help }));
}

/**
 * A `describe` whose tests share one browser, had by calling `browser()` inside a test. Without Chromium its tests are skipped (`npm test`
 * says so at the end) or, when browser tests are required, fail with what to do.
 */
export function describeBrowser(title: string, define: (browser: () => Browser) => void): void {
  const path = findChromium(process.env);
  const plan = browserPlan(process.env, path);
  if (plan === 'fail') {
    test(`${title}: has a browser`, () => {
      throw new Error('BROWSER_TESTS=required, but no Chromium was found: install one or set CHROMIUM_PATH to it.');
    });
    return;
  }
  describe.skipIf(plan === 'skip')(title, () => {
    let running: Browser | undefined;
    beforeAll(async () => {
      if (path !== undefined) running = await launchChromium(path);
    });
    afterAll(() => running?.close());
    define(() => {
      if (running === undefined) throw new Error('browser() is for use inside tests and hooks');
      return running;
    });
  });
}
