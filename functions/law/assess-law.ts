import type { Assessment } from './assessment.ts';
import { capRule } from './cap-rule.ts';
import { causeRule } from './cause-rule.ts';
import { consecutiveRule } from './consecutive-rule.ts';
import { dayLengthRule } from './day-length-rule.ts';
import { dutyRules } from './duty-rules.ts';
import type { Finding } from './finding.ts';
import { noticeRule } from './notice-rule.ts';
import { planRules } from './plan-rules.ts';

/**
 * What the law has to say about a decision (`docs/law.md`). Only e-learning days are its matter; the same question always has the
 * same answer. One finding per rule and date, whatever the number of schools: its id is `<rule>/<date>/<school or district>`.
 */
export function assessLaw(assessment: Assessment): Finding[] {
  const found = [
    ...causeRule(assessment),
    ...capRule(assessment),
    ...consecutiveRule(assessment),
    ...noticeRule(assessment),
    ...dayLengthRule(assessment),
    ...planRules(assessment),
    ...dutyRules(assessment),
  ];
  const { draft, title } = assessment.pack;
  // Said of every finding, not left to each rule: nothing of a draft may ever hold anybody up.
  return draft
    ? found.map((finding) => ({ ...finding, weight: 'info', message: `${title}: ${finding.message}` }))
    : found;
}
