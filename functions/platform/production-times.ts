import type { Times } from './settings.ts';

/** The waiting times of every deployed function; a sandbox may be told shorter ones. */
export const productionTimes: Times = {
  httpTimeoutMs: 10_000,
  leaseMs: 30_000,
  minimumLeftMs: 15_000,
  looksMs: [15_000, 60_000],
  closingLookMs: 600_000,
  permitUnusedMs: 500,
  refusalWaitMs: 120_000,
};
