import type { Coverage } from './proposal.ts';

/** How a date's coverage is said of it. */
export const coverageWords: Readonly<Record<Coverage, string>> = {
  covered: 'is covered by a warning',
  partly: 'is covered by a warning for some schools only',
  none: 'is no longer covered by a warning',
};
