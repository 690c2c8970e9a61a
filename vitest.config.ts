import { defineConfig } from 'vitest/config';

/** Every suite shares these; a story may take its time, everything else answers in seconds. */
const common = { environment: 'node', globals: false, restoreMocks: true } as const;

const suite = (name: string, timeouts: { testTimeout: number; hookTimeout: number }) => ({
  test: { ...common, ...timeouts, name, include: [`tests/${name}/**/*.test.ts`] },
});

const quick = { testTimeout: 10_000, hookTimeout: 20_000 };
const patient = { testTimeout: 120_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Forks, because embedded engines keep native handles and a worker thread cannot be ended with them open.
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      suite('unit', quick),
      suite('property', { testTimeout: 30_000, hookTimeout: 20_000 }),
      suite('contract', { testTimeout: 30_000, hookTimeout: 30_000 }),
      suite('story', patient),
      suite('infra', { testTimeout: 60_000, hookTimeout: 60_000 }),
      suite('browser', patient),
      suite('rules', quick),
    ],
  },
});
