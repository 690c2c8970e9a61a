import type { BreakGlassSet } from '../../calendar/break-glass-set.ts';
import type { Preview } from '../compose-preview.ts';
import type { Caller, Decided } from '../decision.ts';
import { draftEntry } from '../draft-entry.ts';
import type { Facts } from '../facts.ts';
import { refuseFindings, refuseUnseen } from '../refuse.ts';
import { speak } from '../speak.ts';
import type { GlassAct } from './act.ts';
import { declareBehindGlass } from './declare-behind-glass.ts';
import { retractBehindGlass } from './retract-behind-glass.ts';

/** Longer than an administrator's hold: nobody who did this is signed in, and those who hear of it need time to stop it. */
export const glassHoldSeconds = 90;

/** What two people ask for with both halves; `seen` is the digest of a preview, if they looked at one. */
export type BreakGlass = {
  readonly caller: Caller;
  readonly set: BreakGlassSet;
  readonly act: GlassAct;
  readonly seen?: string | undefined;
};

/** What the act would say; writes nothing and refuses what the act itself would refuse, but for the law's findings, which it shows. */
export function previewBreakGlass(act: GlassAct, set: BreakGlassSet, facts: Facts): Preview {
  return previewed(act, set, facts).preview;
}

/**
 * Declares or retracts for the next 48 hours, always held for 90 s and by two named people, so that nobody has to approve it. Throws what
 * declaring and retracting throw: `InvalidInput`, `DayAlreadyDeclared`, `BlockedByLaw`, `ChangedSinceSeen`, `NotOpen`, `UnknownDeclaration`.
 */
export function breakGlass({ caller, set, act, seen }: BreakGlass, facts: Facts): Decided {
  const { preview, declarationId } = previewed(act, set, facts);
  if (seen !== undefined) refuseUnseen(seen, preview.answer);
  const spoken = { seen: preview.answer.digest, reason: whyOf(set) };
  const holdMs = glassHoldSeconds * 1_000;
  if (declarationId !== undefined) {
    return speak({ ...draftEntry('Retracted', declarationId, caller, facts), ...spoken }, preview, holdMs, facts);
  }
  refuseFindings(preview.answer.findings, preview.declaration.reasons);
  const draft = draftEntry('Declared', `d-${facts.ids.base32(10)}`, caller, facts);
  return speak({ ...draft, ...spoken }, preview, holdMs, facts);
}

type Previewed = { readonly preview: Preview; readonly declarationId?: string };

function previewed(act: GlassAct, set: BreakGlassSet, facts: Facts): Previewed {
  const behind = behindGlass(facts);
  if (act.act === 'declare') return { preview: declareBehindGlass(act, whyOf(set), behind) };
  const { declarationId, previewed: preview } = retractBehindGlass(act, glassHoldSeconds, behind);
  return { declarationId, preview };
}

/** Two people are there already; asking for a third would ask for the sign-in that does not work. */
function behindGlass(facts: Facts): Facts {
  const policy = { ...facts.district.policy, approvals: 0, secondPersonFor: [], holdSeconds: glassHoldSeconds };
  return { ...facts, district: { ...facts.district, policy } };
}

/** Stock words, because the templates have none: they go into the record and into no notice. */
function whyOf({ set, holders }: BreakGlassSet): string {
  return `Decided without a sign-in, with both halves of the set ${set}: ${holders.join(' and ')}.`;
}
