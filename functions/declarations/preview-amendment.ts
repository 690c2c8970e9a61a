import { InvalidInput } from '../core/errors.ts';
import { addresseesOf } from './addressees.ts';
import type { Changes } from './amendment.ts';
import { amendedBody, flawsOfAmendment, withoutKeptPromise } from './amended-body.ts';
import { amendedDays, flawsOfAmendedDays } from './amended-days.ts';
import type { Changeable } from './changeable.ts';
import { changedDays } from './changed-days.ts';
import { flawsOfDeclaration } from './check-declaration.ts';
import { composePreview, type Preview } from './compose-preview.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { approvalBecause } from './needs-second-person.ts';
import { resolveDays } from './resolve-days.ts';
import { openPart } from './resulting-days.ts';
import { sayChange } from './say-change.ts';
import { selectorOf } from './selector-of.ts';
import { whatStandsAgainst } from './what-stands-against.ts';

/**
 * What an amendment would say: the resulting day, to those for whom something changes and to nobody else (DESIGN 3.11). Writes nothing. Throws
 * `InvalidInput` for changes that leave no declaration that could be declared.
 */
export function previewAmendment(changes: Changes, of: Changeable, facts: Facts): Preview {
  const { state, base } = of;
  const now = facts.clocks.calendar.now();
  const asked = amendedBody(base.declaration, changes, now);
  const given = resolveDays(facts.district, facts.schoolYear, asked.days);
  const days = amendedDays(base.days, given.days, facts);
  const declaration = { ...asked, days: [...asked.days, ...leftOut(days, given.days)] };
  const flaws = [
    ...flawsOfAmendment(withoutKeptPromise(base.declaration, now), asked),
    ...given.flaws,
    ...flawsOfAmendedDays(base, given.days, facts),
    ...flawsOfDeclaration(declaration, facts, new Set(base.days.map((day) => day.date))),
  ];
  if (flaws.length > 0) throw new InvalidInput('The amendment', flaws);

  const ahead = openPart(days, facts);
  const decided = changedDays(base.days, days);
  const scope = { days, decided, ahead, of: state.declarationId };
  const findings = whatStandsAgainst(declaration, scope, facts);
  return composePreview(
    {
      ...sayChange(
        { of, act: 'amended', declaration, days, audiences: addresseesOf(declaration, ahead), part: openPart },
        facts,
      ),
      decided,
      findings,
      approvalBecause: approvalBecause(
        { declaration, decided, givenBack: givenBack(base.days, decided), findings, of: state.declarationId },
        facts,
      ),
      holdSeconds: 0,
    },
    facts,
  );
}

/** The days that the body does not name, so that it says everything that is declared. */
function leftOut(days: readonly ResolvedDay[], given: readonly ResolvedDay[]): Declaration['days'] {
  return changedDays(given, days).map(({ units, sameDay: _sameDay, ...day }) => ({
    ...day,
    schools: units.map(selectorOf),
  }));
}

/** What was declared, and is regular now. */
function givenBack(before: readonly ResolvedDay[], decided: readonly ResolvedDay[]): ResolvedDay[] {
  return changedDays(decided, before).flatMap(({ date, units, ...day }) => {
    const normal = decided.filter((one) => one.date === date && one.dayType === 'regular').flatMap((one) => one.units);
    const back = units.filter((unit) => normal.includes(unit));
    return back.length === 0 || day.dayType === 'regular' ? [] : [{ ...day, date, units: back }];
  });
}
