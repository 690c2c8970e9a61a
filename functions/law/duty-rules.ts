import { eLearningDays, type Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import type { LawPack } from './pack.ts';

/** What has to be seen to on an e-learning day, and how far the law is known at all. All of it informs. */
export function dutyRules(assessment: Assessment): Finding[] {
  if (eLearningDays(assessment).length === 0) return [];
  const { pack } = assessment;
  return [
    ...howFarKnown(pack),
    ...telephoneRule(assessment),
    ...payRule(assessment),
    ...pack.further
      .filter((statement) => statement.onTheDay)
      .map(({ topic, says, citation }) => info(`${topic}/-/district`, `See to it yourself: ${says}`, citation)),
  ];
}

function howFarKnown(pack: LawPack): Finding[] {
  const { state, draft, cap, qualifyingCauses, minConsecutiveDays, notice, plan, further } = pack;
  if (draft) {
    const message = `What Bellwether knows of the law of ${state} is a draft: check cause, yearly cap and notice yourself.`;
    return [info('law/-/district', message)];
  }
  if (cap ?? qualifyingCauses ?? minConsecutiveDays ?? notice ?? plan ?? further[0]) return [];
  const message = `Bellwether does not know the law of ${state} on e-learning days: check cause, yearly cap and notice yourself.`;
  return [info('law/-/district', message)];
}

function telephoneRule({ pack: { telephone }, telephoneReady }: Assessment): Finding[] {
  if (telephone === undefined || telephoneReady !== false) return [];
  const message =
    'District phones are down, and teachers must be within reach by telephone: say in the message whom to call instead.';
  return [info('telephone/-/district', message, telephone.citation)];
}

function payRule({ pack: { otherStaffPaid }, staffSentHome }: Assessment): Finding[] {
  if (otherStaffPaid === undefined || staffSentHome !== true) return [];
  const doubt = otherStaffPaid.confidence === 'unverified' ? ' This is not verified: ask your counsel.' : '';
  return [
    info(
      'pay/-/district',
      `Some staff are told not to report. ${otherStaffPaid.says}${doubt}`,
      otherStaffPaid.citation,
    ),
  ];
}

function info(findingId: string, message: string, citation?: string): Finding {
  return { findingId, weight: 'info', message, ...(citation === undefined ? {} : { citation }) };
}
