import { InvalidInput } from '../core/errors.ts';
import { addresseesOf } from './addressees.ts';
import { flawsOfDeclaration } from './check-declaration.ts';
import { composePreview, type Preview } from './compose-preview.ts';
import type { Declaration } from './declaration.ts';
import type { Facts } from './facts.ts';
import { approvalBecause } from './needs-second-person.ts';
import { resolveDays } from './resolve-days.ts';
import { whatStandsAgainst } from './what-stands-against.ts';

/**
 * What a declaration would say to whom, what stands against it, and by when it has to be decided. Writes nothing; the same body and facts
 * give the same digest. Throws `InvalidInput` with every flaw of a body that cannot be declared.
 */
export function preview(declaration: Declaration, facts: Facts): Preview {
  const { days, flaws } = resolveDays(facts.district, facts.schoolYear, declaration.days);
  const all = [...flaws, ...flawsOfDeclaration(declaration, facts)];
  if (all.length > 0) throw new InvalidInput('The declaration', all);
  const findings = whatStandsAgainst(declaration, { days, decided: days, ahead: days }, facts);
  return composePreview(
    {
      act: 'declared',
      declaration,
      days,
      audiences: addresseesOf(declaration, days),
      findings,
      approvalBecause: approvalBecause({ declaration, decided: days, givenBack: [], findings }, facts),
      holdSeconds: facts.district.policy.holdSeconds,
    },
    facts,
  );
}
