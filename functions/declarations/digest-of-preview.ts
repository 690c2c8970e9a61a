import { digestOf } from '../core/hash.ts';
import type { Finding } from '../law/finding.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Reach, RulesInForce } from './entry.ts';
import type { DraftNotice, NoticeBrief } from './rendering.ts';

/** Everything that a person answers for by naming the digest. */
export type Seen = {
  readonly act: NoticeBrief['act'];
  /** The declaration that is changed; absent for a new one. */
  readonly of?: string | undefined;
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly drafts: readonly DraftNotice[];
  readonly findings: readonly Finding[];
  readonly reach: Reach;
  readonly rules: RulesInForce;
  readonly needsApproval: boolean;
};

/**
 * The digest of what was seen (S-04): what will be said and to whom, the findings, and the rules in force. Reasons and who decided may be
 * added after looking; the minute of issue is still a slot, so the same body has the same digest a minute later.
 */
export function digestOfPreview({
  act,
  of,
  declaration,
  days,
  drafts,
  findings,
  reach,
  rules,
  needsApproval,
}: Seen): string {
  const { reasons: _reasons, decidedBy: _decidedBy, ...said } = declaration;
  const { district, roster, lawPack } = rules;
  return digestOf({
    act,
    of,
    said,
    days,
    notices: drafts.map(({ audience, renderings, page }) => ({
      audience,
      renderings: renderings.map(({ units, rendering }) => ({ units, hash: digestOf(rendering) })),
      page: page === undefined ? undefined : digestOf(page),
    })),
    findings,
    reach,
    rules: { district, roster, lawPack },
    needsApproval,
  });
}
