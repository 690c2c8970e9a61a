import { defineConfig } from 'vitest/config';

type Suite = { testTimeout: number; hookTimeout: number };

/**
 * Forks, because embedded engines keep native handles, and a thread cannot be ended while they are open. Files share the modules of their
 * fork, and Node itself loads them, as it loads the product: a third of the time is saved.
 */
const common = {
  environment: 'node',
  pool: 'forks',
  isolate: false,
  experimental: { viteModuleRunner: false, nodeLoader: false },
  restoreMocks: true,
  unstubEnvs: true,
} as const;

const suite = (name: string, settings: Suite) => ({
  test: { ...common, ...settings, name, include: [`tests/${name}/**/*.test.ts`] },
});

const pure = { testTimeout: 10_000, hookTimeout: 20_000 };
const patient = { testTimeout: 120_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Two cores, and stories that mostly wait for looks, holds and restarts: a third worker fills the time.
    maxWorkers: 3,
    projects: [
      suite('unit', pure),
      suite('property', { ...pure, testTimeout: 30_000 }),
      suite('contract', { testTimeout: 30_000, hookTimeout: 30_000 }),
      suite('story', patient),
      suite('infra', patient),
      suite('browser', patient),
      suite('rules', pure),
    ],
  },
});
