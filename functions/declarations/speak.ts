import type { Preview } from './compose-preview.ts';
import type { Decided } from './decision.ts';
import type { Content, EntryDraft } from './entry.ts';
import type { Facts } from './facts.ts';
import { rulesRows } from './rules-rows.ts';
import { writeNotices } from './write-notices.ts';

/** Makes a draft say what was previewed, word for word; it may be posted `holdMs` from now unless it awaits approval. */
export function speak(draft: EntryDraft, previewed: Preview, holdMs: number, facts: Facts): Decided {
  const { answer, declaration, days, said, drafts, notAfter, lapsesAt } = previewed;
  const { digest, findings, reach, needsApproval, approvalBecause } = answer;
  const { notices, contents } = previewed.written ?? writeNotices(drafts, draft.at, facts);
  const content: Content = {
    declaration,
    days: [...days],
    ...(said === days ? {} : { said: [...said] }),
    findings,
    notices,
    reach,
    digest,
    needsApproval,
    ...(needsApproval ? { approvalBecause } : {}),
    notAfter,
    ...(lapsesAt === undefined ? {} : { lapsesAt }),
  };
  const spoken = { ...draft, content };
  const released = needsApproval ? spoken : { ...spoken, releasesAtMs: draft.atMs + holdMs };
  return { draft: released, contents: [...rulesRows(facts), ...contents] };
}
