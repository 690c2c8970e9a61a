import { InvalidInput } from '../core/errors.ts';
import { parseInstant } from '../core/time.ts';
import { assessLaw } from '../law/assess-law.ts';
import { daysUsed } from '../law/days-used.ts';
import type { Finding } from '../law/finding.ts';
import { addresseesOf } from './addressees.ts';
import { flawsOfDeclaration } from './check-declaration.ts';
import { composePreview, type Preview } from './compose-preview.ts';
import { claimedDays } from './days-in-force.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { claimFindings, coverageFindings, recordFindings, toolFindings } from './findings.ts';
import { fold } from './fold.ts';
import { needsSecondPerson } from './needs-second-person.ts';
import { resolveDays } from './resolve-days.ts';

/**
 * What a declaration would say to whom, what stands against it, and by when it has to be decided. Writes nothing; the same body and facts
 * give the same digest. Throws `InvalidInput` with every flaw of a body that cannot be declared.
 */
export function preview(declaration: Declaration, facts: Facts): Preview {
  const { days, flaws } = resolveDays(facts.district, facts.schoolYear, declaration.days);
  const all = [...flaws, ...flawsOfDeclaration(declaration, facts)];
  if (all.length > 0) throw new InvalidInput('The declaration', all);
  return composePreview(
    {
      act: 'declared',
      declaration,
      days,
      audiences: addresseesOf(declaration, days),
      findings: findingsOf(declaration, days, facts),
      needsApproval: needsSecondPerson(declaration, facts.district.policy),
      holdSeconds: facts.district.policy.holdSeconds,
    },
    facts,
  );
}

function findingsOf(declaration: Declaration, days: readonly ResolvedDay[], facts: Facts): Finding[] {
  // A drill changes no day: there is nothing for the law to count.
  if (declaration.drill) return toolFindings(declaration, days, facts);
  const { district, schoolYear, lawPack, clocks } = facts;
  const states = [...fold(facts.entries).values()];
  const claimed = states.flatMap(claimedDays).map(({ date, dayType, unit }) => ({ date, dayType, units: [unit] }));
  const used = daysUsed(district, schoolYear, claimed);
  const { causes, recordOnly, decidedBy } = declaration;
  // What is only put on record was in time or late when it was decided, not when it is written down.
  const madeAt = recordOnly && decidedBy?.at !== undefined ? parseInstant(decidedBy.at) : clocks.calendar.now();
  return [
    ...assessLaw({ pack: lawPack, district, schoolYear, days, causes, used, now: madeAt }),
    ...coverageFindings(declaration, days, facts),
    ...toolFindings(declaration, days, facts),
    ...recordFindings(declaration),
    ...claimFindings(days, states),
  ];
}
