import { unreachable } from '../core/errors.ts';
import { advance, pauseMs } from './advance.ts';
import type { Delivery } from './delivery.ts';
import type { Moment, PostOutcome, Times } from './ports.ts';

/** The row after an attempt, from the row of that attempt and what became of it (DELIVERY 2). */
export function afterPost(attempting: Delivery, outcome: PostOutcome, now: Moment, times: Times): Delivery {
  switch (outcome.kind) {
    case 'sent':
      return sent(attempting, outcome, now, times);
    case 'refused':
      return outcome.permanent ? refusedForGood(attempting, outcome.reason) : refused(attempting, outcome, now, times);
    case 'doubt':
      return advance(attempting, {
        status: 'in-doubt',
        mayBeVisible: true,
        // They made the waits before it longer; from now on they count the tries of its repeat.
        refusals: attempting.mayBeVisible ? attempting.refusals : 0,
        dueMs: now.ms + times.looksMs[0],
        reason: outcome.reason,
      });
    default:
      return unreachable(outcome);
  }
}

/** Every repeat has a closing look: the first attempt may yet show up late. */
function sent(
  attempting: Delivery,
  { providerId, postedAs }: { readonly providerId: string; readonly postedAs: string },
  now: Moment,
  times: Times,
): Delivery {
  const closing = attempting.repeats > 0 ? { closingLook: true, dueMs: now.ms + times.closingLookMs } : {};
  return advance(attempting, {
    status: 'sent',
    providerId,
    postedAs,
    shown: { words: attempting.words ?? attempting.entry.version },
    sentAt: now.at,
    sentMs: now.ms,
    mayBeVisible: true,
    escalated: false,
    ...closing,
  });
}

/** Nothing was posted by this attempt; of an earlier one that is in doubt this says nothing. */
function refusedForGood(attempting: Delivery, reason: string): Delivery {
  const attempts = attempting.attempts - 1;
  if (!attempting.mayBeVisible) return advance(attempting, { status: 'failed', attempts, reason });
  const asked = `the first attempt is in doubt and cannot be repeated (${reason}): look into the class`;
  return advance(attempting, { status: 'in-doubt', attempts, looks: 2, escalated: true, reason: asked });
}

function refused(
  attempting: Delivery,
  outcome: { readonly reason: string; readonly retryAfterMs?: number },
  now: Moment,
  times: Times,
): Delivery {
  const asked = Math.min(outcome.retryAfterMs ?? 0, times.refusalWaitMs);
  const dueMs = Math.ceil(now.ms + Math.max(asked, pauseMs(attempting.refusals, times)));
  const counts = { attempts: attempting.attempts - 1, refusals: attempting.refusals + 1 };
  if (!attempting.mayBeVisible)
    return advance(attempting, { status: 'waiting', ...counts, dueMs, reason: outcome.reason });
  // A repeat that was refused is still to be made: it has been looked for twice already.
  const repeats = attempting.draftId === undefined ? 0 : attempting.repeats;
  return advance(attempting, { status: 'in-doubt', ...counts, looks: 2, repeats, dueMs, reason: outcome.reason });
}
