import { Temporal } from '../core/time.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import { weigh } from './weigh.ts';

/** What must be in place before e-learning can be counted at all: the plan, its yearly notice, teachers within reach; and a law that is known. */
export function dutyRules(assessment: Assessment): Finding[] {
  const [first] = eLearningDays(assessment)
    .map((day) => day.date)
    .sort();
  if (first === undefined) return [];
  return [
    ...unknownLaw(assessment),
    ...planRule(assessment, first),
    ...annualRule(assessment, first),
    ...telephoneRule(assessment),
  ];
}

function unknownLaw({ pack }: Assessment): Finding[] {
  if (pack.cap ?? pack.qualifyingCauses ?? pack.notice ?? pack.plan ?? pack.annualNotice) return [];
  const message = `Bellwether does not know the law of ${pack.state} on e-learning days: check cause, yearly cap and notice yourself.`;
  return [{ findingId: 'law/-/district', weight: 'info', message }];
}

function planRule({ pack, district }: Assessment, first: string): Finding[] {
  const adopted = district.eLearningPlan?.adoptedOn;
  if (pack.plan === undefined || (adopted !== undefined && adopted <= first)) return [];
  const { citation, confidence } = pack.plan;
  const message =
    adopted === undefined
      ? 'The district file names no adopted e-learning plan: give its date in eLearningPlan.adoptedOn, or say why the day counts.'
      : `The e-learning plan is adopted on ${adopted} only, after ${first}: say why the day counts.`;
  return [{ findingId: 'plan/-/district', weight: weigh(confidence, 'needs-reason'), message, citation }];
}

/** Given at the beginning of each school year: one from before the summer is last year's. */
function annualRule({ pack, district, schoolYear }: Assessment, first: string): Finding[] {
  if (pack.annualNotice === undefined) return [];
  const given = district.eLearningPlan?.annualNoticeOn;
  const earliest = Temporal.PlainDate.from(schoolYear.first).subtract({ months: 3 }).toString();
  if (given !== undefined && earliest <= given && given <= first) return [];
  const message = `No notice of the e-learning plan to parents and students of ${schoolYear.id} is on file: give its date in eLearningPlan.annualNoticeOn.`;
  return [{ findingId: 'annual-notice/-/district', weight: 'info', message, citation: pack.annualNotice.citation }];
}

function telephoneRule({ pack, telephoneReady }: Assessment): Finding[] {
  if (pack.telephone === undefined || telephoneReady !== false) return [];
  const message =
    'District phones are down, and teachers must be within reach by telephone: say in the message whom to call instead.';
  return [{ findingId: 'telephone/-/district', weight: 'info', message, citation: pack.telephone.citation }];
}
