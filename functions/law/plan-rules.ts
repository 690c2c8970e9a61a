import type { ELearningPlan } from '../calendar/district.ts';
import { Temporal } from '../core/time.ts';
import { eLearningDays, type Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import type { PlanDuty } from './pack.ts';
import { weigh } from './weigh.ts';

/** Whether the plan of e-learning days stood when it was needed, and was made known; the first thing that is amiss with each. */
export function planRules(assessment: Assessment): Finding[] {
  const dates = eLearningDays(assessment)
    .map((day) => day.date)
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [...planRule(assessment, first, last), ...termRule(assessment, last), ...annualRule(assessment, first)];
}

function planRule({ pack: { plan: duty }, district, schoolYear }: Assessment, first: string, last: string): Finding[] {
  if (duty === undefined) return [];
  const plan = district.eLearningPlan ?? {};
  const amiss =
    adoptionAmiss(plan, first) ?? approvalAmiss(duty, plan, first) ?? validityAmiss(duty, plan, schoolYear.first, last);
  if (amiss === undefined) return [];
  const { citation, confidence } = duty;
  const message = `${amiss}, or say why the day counts.`;
  return [{ findingId: 'plan/-/district', weight: weigh(confidence, 'needs-reason'), message, citation }];
}

function adoptionAmiss({ adoptedOn }: ELearningPlan, first: string): string | undefined {
  if (adoptedOn === undefined)
    return 'The district file names no adopted e-learning plan: give its date in eLearningPlan.adoptedOn';
  if (adoptedOn <= first) return undefined;
  return `The e-learning plan is adopted on ${adoptedOn} only, after ${first}: correct eLearningPlan.adoptedOn`;
}

function approvalAmiss({ approvedBy }: PlanDuty, { approvedOn }: ELearningPlan, first: string): string | undefined {
  if (approvedBy === undefined) return undefined;
  if (approvedOn === undefined)
    return `No approval of the e-learning plan by ${approvedBy} is on file: give its date in eLearningPlan.approvedOn`;
  if (approvedOn <= first) return undefined;
  return `The e-learning plan is approved on ${approvedOn} only, after ${first}: correct eLearningPlan.approvedOn`;
}

/** Whether it still holds, and, where it is renewed each year, was renewed for this one and in time. */
function validityAmiss(duty: PlanDuty, plan: ELearningPlan, yearBegins: string, last: string): string | undefined {
  if (plan.expiresOn !== undefined && plan.expiresOn < last)
    return `The e-learning plan expires on ${plan.expiresOn}, before ${last}: renew it and correct eLearningPlan.expiresOn`;
  const member = duty.approvedBy === undefined ? 'adoptedOn' : 'approvedOn';
  const renewed = plan[member];
  const due = duty.deadline === undefined ? undefined : `${yearBegins.slice(0, 4)}-${duty.deadline}`;
  if (renewed === undefined) return undefined;
  if (due !== undefined && renewed > due)
    return `The e-learning plan was due by ${due} and is of ${renewed}: correct eLearningPlan.${member}`;
  const since = Temporal.PlainDate.from(due ?? yearBegins).subtract({ years: 1 });
  if (duty.everyYear === undefined || renewed > since.toString()) return undefined;
  return `The e-learning plan is of ${renewed} and is wanted anew for each school year: correct eLearningPlan.${member}`;
}

function termRule({ pack: { planTerm }, district }: Assessment, last: string): Finding[] {
  const begins = district.eLearningPlan?.approvedOn ?? district.eLearningPlan?.adoptedOn;
  if (planTerm === undefined || begins === undefined) return [];
  const ends = Temporal.PlainDate.from(begins).add({ years: planTerm.years }).toString();
  if (last < ends) return [];
  const message = `The e-learning plan of ${begins} may hold for ${planTerm.years} years only, to ${ends}: find out, and have it approved anew.`;
  const { citation, confidence } = planTerm;
  return [{ findingId: 'plan-term/-/district', weight: weigh(confidence, 'needs-reason'), message, citation }];
}

/** Given at the beginning of each school year: one from before the summer is last year's. */
function annualRule({ pack: { annualNotice }, district, schoolYear }: Assessment, first: string): Finding[] {
  if (annualNotice === undefined) return [];
  const given = district.eLearningPlan?.annualNoticeOn;
  const earliest = Temporal.PlainDate.from(schoolYear.first).subtract({ months: 3 }).toString();
  if (given !== undefined && earliest <= given && given <= first) return [];
  const message = `No notice of the e-learning plan to ${annualNotice.audiences.join(' and ')} of ${schoolYear.id} is on file: give its date in eLearningPlan.annualNoticeOn.`;
  return [{ findingId: 'annual-notice/-/district', weight: 'info', message, citation: annualNotice.citation }];
}
