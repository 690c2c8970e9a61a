import { unreachable } from '../core/errors.ts';
import type { Content, Entry } from './entry.ts';
import type { DeclarationState, Speaking } from './state.ts';

/**
 * The declarations of a school year from its entries, by id, in the order in which they were declared. Tolerant: entries of unknown
 * kinds, without content or for declarations nobody knows are kept where they belong and change nothing.
 */
export function fold(entries: readonly Entry[]): Map<string, DeclarationState> {
  const states = new Map<string, DeclarationState>();
  for (const entry of entries) {
    const before = states.get(entry.declarationId);
    const after = before === undefined ? begin(entry) : step(before, entry);
    if (after !== undefined) states.set(entry.declarationId, after);
  }
  return states;
}

function begin(entry: Entry): DeclarationState | undefined {
  if (entry.kind !== 'Declared' || entry.content === undefined) return undefined;
  const { declarationId, schoolYear, version, by } = entry;
  const speaking = [said(entry, entry.content)];
  const first = {
    declarationId,
    schoolYear,
    version,
    author: by,
    content: entry.content,
    speaking,
    awaitingApproval: false,
  };
  return settle({ ...first, sealed: new Map(), entries: [entry] });
}

function step(state: DeclarationState, entry: Entry): DeclarationState {
  const next = { ...state, version: entry.version, entries: [...state.entries, entry] };
  switch (entry.kind) {
    case 'Amended':
    case 'Corrected':
    case 'Retracted':
    case 'Resumed':
      return entry.content === undefined ? next : speak(next, said(entry, entry.content));
    case 'Approved':
      return answer(next, { approval: 'given', ...released(entry) });
    case 'Rejected':
      return answer(next, { approval: 'refused' }, 'rejected');
    case 'Lapsed':
      return answer(next, { approval: 'refused' }, 'lapsed');
    case 'Withdrawn':
      if (entry.withdraws !== undefined) return withdraw(next, entry.withdraws);
      return next.ended === undefined ? { ...settle(next), ended: 'withdrawn' } : next;
    case 'Held':
      return entry.releasesAtMs === undefined ? next : { ...next, heldUntilMs: entry.releasesAtMs };
    case 'Reached':
      return entry.sealed === undefined
        ? next
        : { ...next, sealed: new Map(next.sealed).set(entry.sealed.ofVersion, entry) };
    case 'DayClosed':
      return entry.closes === undefined ? next : close(next, entry.closes.date);
    case 'Declared':
    case 'Reviewed':
    case 'Told':
    case 'Dismissed':
    case 'Unknown':
      return next;
    default:
      return unreachable(entry.kind);
  }
}

function said(entry: Entry, content: Content): Speaking {
  const { version, kind, at, by } = entry;
  const approval = content.needsApproval ? 'awaiting' : 'not-needed';
  return { version, kind, at, by, content, approval, ...released(entry) };
}

function released(entry: Entry): { releasesAtMs?: number } {
  return entry.releasesAtMs === undefined ? {} : { releasesAtMs: entry.releasesAtMs };
}

/**
 * A decision ends a stop: what it says goes out, or what it takes back never does. Whatever awaited approval was read as it was, so a change of
 * it voids it (S-04). A declaration that is closed can still be changed for the record, and followed by the way back: it is open again until
 * that is over, too.
 */
function speak(state: DeclarationState, speaking: Speaking): DeclarationState {
  if (state.ended !== undefined && state.ended !== 'closed') return state;
  const { heldUntilMs, ended: _closed, ...rest } = state;
  const stays = speaking.approval === 'awaiting' && heldUntilMs !== undefined ? { heldUntilMs } : {};
  const before = state.speaking.map((one) =>
    one.approval === 'awaiting' ? { ...one, approval: 'refused' as const } : one,
  );
  return settle({ ...rest, ...stays, speaking: [...before, speaking] });
}

/** An approver's answer to what awaits one; refusing the very first ends the declaration, refusing a change leaves it as it stood. */
function answer(
  state: DeclarationState,
  given: Pick<Speaking, 'approval' | 'releasesAtMs'>,
  ending?: 'rejected' | 'lapsed',
): DeclarationState {
  const { pending } = state;
  if (pending === undefined || state.ended !== undefined) return state;
  const speaking = state.speaking.map((one) => (one === pending ? { ...one, ...given } : one));
  const next = settle({ ...state, speaking });
  return ending !== undefined && next.standing === undefined ? { ...next, ended: ending } : next;
}

/** The author takes back what awaits approval: what stands goes on standing. */
function withdraw(state: DeclarationState, version: number): DeclarationState {
  return state.pending?.version === version ? answer(state, { approval: 'refused' }) : state;
}

function close(state: DeclarationState, date: string): DeclarationState {
  const last = state.content.days
    .map((day) => day.date)
    .toSorted()
    .at(-1);
  return state.ended === undefined && last !== undefined && date >= last ? { ...state, ended: 'closed' } : state;
}

/** Works out from the speaking entries what stands, what waits, and whether the declaration was taken back. */
function settle(state: DeclarationState): DeclarationState {
  const { standing: _standing, pending: _pending, ...rest } = state;
  const standing = state.speaking.findLast((one) => one.approval === 'given' || one.approval === 'not-needed');
  const newest = state.speaking.at(-1);
  const pending = newest?.approval === 'awaiting' ? newest : undefined;
  return {
    ...rest,
    // While nothing stands it is what awaits approval, which may have been changed since it was declared.
    ...(standing === undefined ? {} : { standing }),
    ...(pending === undefined ? {} : { pending }),
    content: (standing ?? pending ?? state).content,
    ...(standing?.kind === 'Retracted' && rest.ended === undefined ? { ended: 'retracted' as const } : {}),
    awaitingApproval: pending !== undefined,
  };
}
