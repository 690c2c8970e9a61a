import { parseInstant } from '../core/time.ts';
import { assessLaw } from '../law/assess-law.ts';
import { daysUsed } from '../law/days-used.ts';
import type { Finding } from '../law/finding.ts';
import { claimedDays } from './days-in-force.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { claimFindings, coverageFindings, recordFindings } from './findings.ts';
import { fold } from './fold.ts';
import { readinessFindings, telephoneReady } from './readiness-findings.ts';
import { weatherQuestion } from './weather-question.ts';

/** Which days a decision is about; for a new declaration all three are the same. */
export type Scope = {
  /** Every day that it leaves declared: what the law counts. */
  readonly days: readonly ResolvedDay[];
  /** Those of them that are decided anew: what was in time and covered when it was declared is not asked about again. */
  readonly decided: readonly ResolvedDay[];
  /** Those that are still to come: what has to work. */
  readonly ahead: readonly ResolvedDay[];
  /** The declaration that is changed: its own days stand against nothing. */
  readonly of?: string;
};

/** What law, weather, tools, the record and other declarations have to say about a declaration. */
export function whatStandsAgainst(declaration: Declaration, scope: Scope, facts: Facts): Finding[] {
  const { days, decided, ahead, of } = scope;
  const readiness = readinessFindings(declaration, ahead, facts);
  // A drill changes no day: there is nothing for the law to count.
  if (declaration.drill) return readiness;
  const others = [...fold(facts.entries).values()].filter(({ declarationId }) => declarationId !== of);
  const claimed = others.flatMap(claimedDays).map(({ date, dayType, unit }) => ({ date, dayType, units: [unit] }));
  const used = daysUsed(facts.district, facts.schoolYear, claimed);
  const phones = telephoneReady(facts.tools);
  const known = phones === undefined ? { used } : { used, telephoneReady: phones };
  const ask = (about: readonly ResolvedDay[]): Finding[] => askLaw(declaration, about, known, facts);
  const law = ask(days);
  return [
    ...(decided === days ? law : [...law.filter((one) => !isOfNotice(one)), ...ask(decided).filter(isOfNotice)]),
    ...coverageFindings(declaration, decided, facts),
    ...weatherQuestion(declaration, decided, facts),
    ...readiness,
    ...recordFindings(declaration),
    ...claimFindings(days, others),
  ];
}

/** Whether it is about the law's notice, which was given once for a day that stays as it was. */
function isOfNotice({ findingId }: Finding): boolean {
  return findingId.startsWith('notice/');
}

function askLaw(
  { causes, recordOnly, decidedBy, staff }: Declaration,
  days: readonly ResolvedDay[],
  known: Pick<Parameters<typeof assessLaw>[0], 'used' | 'telephoneReady'>,
  { district, schoolYear, lawPack, clocks }: Facts,
): Finding[] {
  // What is only put on record was in time or late when it was decided, not when it is written down.
  const now = recordOnly && decidedBy?.at !== undefined ? parseInstant(decidedBy.at) : clocks.calendar.now();
  const staffSentHome = staff.some(({ instruction }) => instruction === 'do-not-report');
  const found = assessLaw({ pack: lawPack, district, schoolYear, days, causes, now, staffSentHome, ...known });
  return recordOnly ? found.map(asRecorded) : found;
}

/** What happened, happened: the law keeps nobody from writing it down, and what it says of it stands in the record with a reason (USERS E20). */
function asRecorded(finding: Finding): Finding {
  return finding.weight === 'blocks' ? { ...finding, weight: 'needs-reason' } : finding;
}
