import { compareInstants, formatInstant, type Temporal } from '../core/time.ts';
import { unitDays } from './days-in-force.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import { ApproverIsAuthor, ChangedSinceSeen, NotAnApprover, NotOpen } from './errors.ts';
import type { Facts, RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { lapsesAt } from './lapse-of.ts';
import { rulesRows } from './rules-rows.ts';
import type { DeclarationState, Speaking } from './state.ts';
import { statusAt } from './status-at.ts';

/** An approver's answer, bound by `seen` to the digest of what awaits it. */
export type Approve = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly seen: string;
  readonly reason?: string;
};

/** An author may go on alone in so many last minutes before it would lapse (S-03). */
const aloneMinutes = 20;

/** What approving looks at. */
export type ApprovalFacts = RecordFacts & Pick<Facts, 'covers'>;

/**
 * Approves what awaits it: the first word after the policy's hold, a change at once. Its author may only in the last minutes, where a live
 * warning covers every date, and with a reason; the entry says so. Throws `UnknownDeclaration`, `NotOpen`, `NotAnApprover`,
 * `ApproverIsAuthor` or `ChangedSinceSeen`.
 */
export function approve(command: Approve, facts: ApprovalFacts): Decided {
  const { state, pending } = awaited(command, facts);
  const { by } = command.caller;
  const isAuthor = pending.by.sub === by.sub;
  if (isAuthor) refuseAlone(command, pending, facts);
  else if (!by.roles.includes('approver')) {
    const message = `${by.name} is no approver: ask somebody who is.`;
    throw new NotAnApprover(message, { needs: ['approver'], has: by.roles });
  }
  refuseLate(command, pending, facts);
  refuseUnread(command, pending);
  const draft = draftEntry('Approved', command.declarationId, command.caller, facts);
  const holdSeconds = state.standing === undefined ? facts.district.policy.holdSeconds : 0;
  const released = { ...draft, releasesAtMs: draft.atMs + holdSeconds * 1_000 };
  return answered(isAuthor ? { ...released, alone: true } : released, command, facts);
}

/** Rejects what awaits approval; nothing of it is ever posted. Throws as `approve` does. */
export function reject(command: Approve, facts: RecordFacts): Decided {
  const { pending } = awaited(command, facts);
  if (pending.by.sub === command.caller.by.sub) throw isAuthors(command, pending);
  refuseUnread(command, pending);
  return answered(draftEntry('Rejected', command.declarationId, command.caller, facts), command, facts);
}

function answered(draft: Decided['draft'], { seen, reason }: Approve, facts: RecordFacts): Decided {
  return { draft: { ...draft, seen, ...(reason === undefined ? {} : { reason }) }, contents: rulesRows(facts) };
}

function awaited(
  { declarationId }: Approve,
  facts: RecordFacts,
): { readonly state: DeclarationState; readonly pending: Speaking } {
  const state = findDeclaration(declarationId, facts);
  const { pending } = state;
  if (pending === undefined || state.ended !== undefined) {
    const status = statusAt(state, facts.clocks.machine.now());
    throw new NotOpen(`Nothing of ${declarationId} awaits approval: it is ${status}.`, { declarationId, status });
  }
  return { state, pending };
}

function refuseUnread({ declarationId, seen }: Approve, { content: { digest } }: Speaking): void {
  if (digest === seen) return;
  const message = 'This is not what awaits approval: read the declaration again and decide on that.';
  throw new ChangedSinceSeen(message, { declarationId, digest });
}

function refuseLate({ declarationId }: Approve, pending: Speaking, { clocks, district }: RecordFacts): void {
  const until = lapsesAt(pending);
  if (compareInstants(clocks.calendar.now(), until) < 0) return;
  const at = formatInstant(until, district.timeZone);
  const message = `It had to be approved by ${at} to reach everybody in time, and has lapsed: declare anew, with a reason why it is late.`;
  throw new NotOpen(message, { declarationId, lapsedAt: at });
}

/** Throws unless the author may go on alone now. */
function refuseAlone(command: Approve, pending: Speaking, facts: ApprovalFacts): void {
  const from = lapsesAt(pending).subtract({ minutes: aloneMinutes });
  const isLast = compareInstants(facts.clocks.calendar.now(), from) >= 0;
  const mayAlone = command.caller.by.roles.includes('administrator') && isUnderWarning(pending, facts);
  if (mayAlone && isLast && (command.reason ?? '').trim() !== '') return;
  throw isAuthors(command, pending, mayAlone ? { from, facts } : undefined);
}

/** What is declared, not taken back: every school's every date. */
function isUnderWarning({ kind, content }: Speaking, { covers }: ApprovalFacts): boolean {
  const school = unitDays(content.days).filter(({ dayType }) => dayType !== 'programs-only' && dayType !== 'regular');
  const declares = kind === 'Declared' || kind === 'Amended';
  return declares && school.length > 0 && school.every(({ unit, date }) => covers(unit, date));
}

function isAuthors(
  { caller, declarationId }: Approve,
  pending: Speaking,
  alone?: { readonly from: Temporal.Instant; readonly facts: RecordFacts },
): ApproverIsAuthor {
  const from = alone && formatInstant(alone.from, alone.facts.district.timeZone);
  const last = from === undefined ? '' : ` If nobody answers, go on alone from ${from}, with a reason.`;
  const message = `${caller.by.name} wrote it: somebody else has to approve or reject it.${last}`;
  const author = pending.by.sub;
  return new ApproverIsAuthor(message, { declarationId, author, ...(from === undefined ? {} : { aloneFrom: from }) });
}
