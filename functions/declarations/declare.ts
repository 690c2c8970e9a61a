import type { Caller, Decided } from './decision.ts';
import type { Declaration } from './declaration.ts';
import { draftEntry } from './draft-entry.ts';
import type { Facts } from './facts.ts';
import { preview } from './preview.ts';
import { refuseClaimed } from './refuse-claimed.ts';
import { refuseFindings, refuseUnseen } from './refuse.ts';
import { speak } from './speak.ts';

/** A body that somebody declares, with the digest of the preview they saw. */
export type Declare = { readonly caller: Caller; readonly declaration: Declaration; readonly seen: string };

/**
 * Declares. Throws `InvalidInput`, `DayAlreadyDeclared`, `ChangedSinceSeen`, `BlockedByLaw` or `FindingsNeedReason`; nothing is posted
 * before the entry's `releasesAtMs`, which an approval sets where one is needed.
 */
export function declare({ caller, declaration, seen }: Declare, facts: Facts): Decided {
  const previewed = preview(declaration, facts);
  if (!declaration.drill) refuseClaimed(previewed.days, facts);
  refuseUnseen(seen, previewed.answer);
  refuseFindings(previewed.answer.findings, declaration.reasons);
  const draft = draftEntry('Declared', `d-${facts.ids.base32(10)}`, caller, facts);
  const holdMs = declaration.recordOnly ? 0 : facts.district.policy.holdSeconds * 1_000;
  return speak({ ...draft, seen }, previewed, holdMs, facts);
}
