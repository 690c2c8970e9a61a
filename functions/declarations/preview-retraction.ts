import type { Audience } from '../core/audience.ts';
import { InvalidInput } from '../core/errors.ts';
import type { Finding } from '../law/finding.ts';
import { addresseesOf } from './addressees.ts';
import { flawsOfDeclaration } from './check-declaration.ts';
import { composePreview, type Preview } from './compose-preview.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import { NotOpen } from './errors.ts';
import type { Facts } from './facts.ts';
import { warningFindings } from './findings.ts';
import { approvalBecause } from './needs-second-person.ts';
import { resolveDays } from './resolve-days.ts';
import { postedBy, spokenToBy } from './say-change.ts';
import { flawsOfResult, openDays, resultingDays } from './resulting-days.ts';
import type { Retraction } from './retraction.ts';
import type { DeclarationState } from './state.ts';
import { withDays } from './with-days.ts';

/**
 * What taking a declaration back would say: the resulting day of every school, to everybody whom the declaration spoke to. Writes nothing.
 * Throws `NotOpen` when every day of it is over, and `InvalidInput` for days that are not its own. It is posted at once but for break-glass.
 */
export function previewRetraction(
  retraction: Retraction,
  state: DeclarationState,
  facts: Facts,
  holdSeconds = 0,
): Preview {
  const open = openDays(state, facts);
  if (open.length === 0) {
    const message = `Every day of ${state.declarationId} is over: there is nothing left to take back.`;
    throw new NotOpen(message, { declarationId: state.declarationId });
  }
  const given = resolveDays(facts.district, facts.schoolYear, retraction.days ?? []);
  const days = resultingDays(open, given.days);
  const declaration = retracted(state.content.declaration, retraction, days);
  const flaws = [...given.flaws, ...flawsOfResult(open, given.days), ...flawsOfDeclaration(declaration, facts)];
  if (flaws.length > 0) throw new InvalidInput('The retraction', flaws);
  const findings = underWarning(state, open, facts);
  const inQuestion = { declaration, decided: [], givenBack: open, findings, of: state.declarationId };
  return composePreview(
    {
      act: 'retracted',
      of: state.declarationId,
      declaration,
      days,
      audiences: audiencesOf(state, declaration, days),
      findings,
      approvalBecause: approvalBecause(inQuestion, facts),
      holdSeconds,
    },
    facts,
  );
}

/** The declaration as the retraction leaves it. Where school is back to normal, what the declaration changed is taken back with it. */
function retracted(declared: Declaration, retraction: Retraction, days: readonly ResolvedDay[]): Declaration {
  const isNormal = days.every((day) => day.dayType === 'regular' || day.dayType === 'programs-only');
  const backToNormal = declared.programs.map(({ id }) => ({ id, disposition: 'as-usual' as const }));
  const { nextUpdateAt, decidedBy } = retraction;
  return {
    ...withDays(declared, days),
    programs: retraction.programs ?? (isNormal ? backToNormal : declared.programs),
    events: retraction.events ?? (isNormal ? [] : declared.events),
    // Where staff work, which tools classes use and how children get home was said of the day that is taken back.
    staff: retraction.staff ?? [],
    tools: { available: [], unavailable: [] },
    message: retraction.message ?? {},
    ...(nextUpdateAt === undefined ? {} : { nextUpdateAt }),
    ...(decidedBy === undefined ? {} : { decidedBy }),
  };
}

/** Whoever was spoken to hears that it is taken back. */
function audiencesOf(state: DeclarationState, declaration: Declaration, days: readonly ResolvedDay[]): Audience[] {
  if (declaration.recordOnly) return [];
  // Not by its newest entry alone: an amendment speaks only to those for whom something changes.
  const spokenTo = spokenToBy(postedBy(state.speaking));
  return spokenTo.length > 0 ? spokenTo : addresseesOf(declaration, days);
}

/** Going back while the warning still stands is what nobody should do alone (S-03). */
function underWarning(state: DeclarationState, open: readonly ResolvedDay[], facts: Facts): Finding[] {
  const { drill, recordOnly } = state.content.declaration;
  return drill || recordOnly ? [] : warningFindings(open, facts);
}
