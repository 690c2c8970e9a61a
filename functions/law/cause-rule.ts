import { eLearningDays, type Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import { weigh } from './weigh.ts';

/**
 * Whether a cause that the law accepts is marked as the qualifying one. Every cause is recorded, so an IT incident beside a storm is no
 * obstacle; a storm that nobody marked is a slip, and the message says which.
 */
export function causeRule(assessment: Assessment): Finding[] {
  const { pack, causes } = assessment;
  const rule = pack.qualifyingCauses;
  if (rule === undefined || eLearningDays(assessment).length === 0) return [];
  const accepted = causes.filter((cause) => rule.kinds.includes(cause.kind));
  if (accepted.some((cause) => cause.qualifying)) return [];
  const kinds = rule.kinds.join(' or ');
  const message =
    accepted.length > 0
      ? `No cause is marked as qualifying: mark ${kinds} if it is why there is e-learning.`
      : `An e-learning day counts only when its cause is ${kinds}: declare the day closed or programs-only, or add ${kinds} as qualifying cause if that is why.`;
  return [
    { findingId: 'cause/-/district', weight: weigh(rule.confidence, 'blocks'), message, citation: rule.citation },
  ];
}
