import { defineConfig } from 'vitest/config';

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

const filesOf = (...suites: string[]): string[] => suites.map((name) => `tests/${name}/**/*.test.ts`);

/**
 * Two projects, not one a suite: forks serve one project only, and each loads the product anew. They run in the order of their names, the
 * longest file first: what mostly waits is started before what mostly works.
 */
export default defineConfig({
  test: {
    // Two cores, and stories that mostly wait for looks, holds and restarts: a third worker fills the time.
    maxWorkers: 3,
    projects: [
      {
        test: {
          ...common,
          name: 'long',
          include: filesOf('story', 'browser', 'infra'),
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...common,
          name: 'short',
          include: filesOf('unit', 'property', 'contract', 'rules'),
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
