import type { FindingWeight } from './finding.ts';
import type { Confidence } from './pack.ts';

/** A rule's weight by how surely it is law: only a primary text may block, and what is unverified is only shown. */
export function weigh(confidence: Confidence, weight: FindingWeight): FindingWeight {
  if (confidence === 'primary' || weight === 'info') return weight;
  return confidence === 'secondary' ? 'needs-reason' : 'info';
}
