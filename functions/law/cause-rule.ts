import type { CauseKind } from '../declarations/declaration.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import { weigh } from './weigh.ts';

/**
 * Whether a cause that the law accepts is marked as the qualifying one. Every cause is recorded, so an IT incident beside a storm is no
 * obstacle; a storm that nobody marked is a slip, and the message says which. Where the law's list is open, no kind is ruled out.
 */
export function causeRule(assessment: Assessment): Finding[] {
  const { pack, causes } = assessment;
  const rule = pack.qualifyingCauses;
  if (rule === undefined || eLearningDays(assessment).length === 0) return [];
  const accepted = causes.filter((cause) => rule.kinds.some((kind) => kind === cause.kind));
  if (accepted.some((cause) => cause.qualifying)) return [];
  const slips = rule.kinds.filter((kind) => accepted.some((cause) => cause.kind === kind));
  const message =
    slips.length > 0
      ? `No cause is marked as qualifying: mark ${either(slips)} if it is why there is e-learning.`
      : `An e-learning day counts only when its cause is ${either(rule.kinds)}: declare the day closed or programs-only, or add ${either(rule.kinds)} as qualifying cause if that is why.`;
  return [
    { findingId: 'cause/-/district', weight: weigh(rule.confidence, 'blocks'), message, citation: rule.citation },
  ];
}

/** Kinds in the words of whoever reads a finding. */
const kindWords: Readonly<Record<CauseKind, string>> = {
  weather: 'weather',
  it: 'an IT incident',
  facility: 'the building',
  safety: 'safety',
  health: 'health',
  staffing: 'staffing',
  transport: 'transport',
  other: 'another cause',
};

function either(kinds: readonly CauseKind[]): string {
  const words = kinds.map((kind) => kindWords[kind]);
  const last = words.pop();
  return [words.join(', '), last].filter(Boolean).join(' or ');
}
