import type { Assessment } from './assessment.ts';
import { capRule } from './cap-rule.ts';
import { causeRule } from './cause-rule.ts';
import { dutyRules } from './duty-rules.ts';
import type { Finding } from './finding.ts';
import { noticeRule } from './notice-rule.ts';

/**
 * What the law has to say about a decision (facts: law.md, section 4). Only e-learning days are its matter; the same question always has the
 * same answer. One finding per rule and date, whatever the number of schools: its id is `<rule>/<date>/<school or district>`.
 */
export function assessLaw(assessment: Assessment): Finding[] {
  return [...causeRule(assessment), ...capRule(assessment), ...noticeRule(assessment), ...dutyRules(assessment)];
}
