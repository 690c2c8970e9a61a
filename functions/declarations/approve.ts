import { compareInstants, parseInstant } from '../core/time.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { ApproverIsAuthor, ChangedSinceSeen, NotOpen } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { rulesRows } from './rules-rows.ts';
import type { Speaking } from './state.ts';
import { statusAt } from './status-at.ts';

/** An approver's answer, bound by `seen` to the digest of what awaits it. */
export type Approve = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly seen: string;
  readonly reason?: string;
};

/**
 * Approves what awaits it: a declaration after the policy's hold, a retraction at once. Throws `UnknownDeclaration`, `NotOpen`,
 * `ApproverIsAuthor` or `ChangedSinceSeen`.
 */
export function approve(command: Approve, facts: RecordFacts): Decided {
  const pending = awaited(command, facts);
  if (compareInstants(facts.clocks.calendar.now(), parseInstant(pending.content.notAfter)) >= 0) {
    const message = 'Its days are over, so nothing of it would be posted any more: reject it.';
    throw new NotOpen(message, { declarationId: command.declarationId, notAfter: pending.content.notAfter });
  }
  const draft = draftEntry('Approved', command.declarationId, command.caller, facts);
  const holdSeconds = pending.kind === 'Declared' ? facts.district.policy.holdSeconds : 0;
  return answered({ ...draft, releasesAtMs: draft.atMs + holdSeconds * 1_000 }, command, facts);
}

/** Rejects what awaits approval; nothing of it is ever posted. Throws as `approve` does. */
export function reject(command: Approve, facts: RecordFacts): Decided {
  awaited(command, facts);
  return answered(draftEntry('Rejected', command.declarationId, command.caller, facts), command, facts);
}

function answered(draft: Decided['draft'], { seen, reason }: Approve, facts: RecordFacts): Decided {
  return { draft: { ...draft, seen, ...(reason === undefined ? {} : { reason }) }, contents: rulesRows(facts) };
}

function awaited({ caller, declarationId, seen }: Approve, facts: RecordFacts): Speaking {
  const state = findDeclaration(declarationId, facts);
  const { pending } = state;
  if (pending === undefined || state.ended !== undefined) {
    const status = statusAt(state, facts.clocks.machine.now());
    throw new NotOpen(`Nothing of ${declarationId} awaits approval: it is ${status}.`, { declarationId, status });
  }
  if (pending.by.sub === caller.by.sub) {
    const message = `${caller.by.name} wrote it: somebody else has to approve or reject it.`;
    throw new ApproverIsAuthor(message, { declarationId, author: pending.by.sub });
  }
  if (pending.content.digest !== seen) {
    const message = 'This is not what awaits approval: read the declaration again and decide on that.';
    throw new ChangedSinceSeen(message, { declarationId, digest: pending.content.digest });
  }
  return pending;
}
