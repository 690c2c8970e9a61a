import type { MachineMs } from '../core/clock.ts';
import type { Delivery, DeliveryStatus } from './delivery.ts';
import { editStep, type EditStep } from './edit-step.ts';
import type { Gate } from './gate.ts';
import type { Times } from './ports.ts';
import type { Wanted } from './wanted-face.ts';

/** What a worker does next for one delivery. `wait` and `nothing` write nothing. */
export type Step =
  | { readonly do: 'attempt' }
  | { readonly do: 'look' }
  | { readonly do: 'closing-look' }
  | { readonly do: 'repeat' }
  | { readonly do: 'wait'; readonly untilMs: MachineMs }
  | { readonly do: 'supersede'; readonly reason: string; readonly by?: number }
  | { readonly do: 'expire'; readonly reason: string }
  | { readonly do: 'escalate'; readonly reason: string }
  | Exclude<EditStep, { do: 'wait' | 'nothing' }>
  | { readonly do: 'nothing' };

/** What the deliveries of earlier entries leave to do before this one may be posted to the target (DELIVERY 5). */
export type Earlier =
  | { readonly kind: 'closed' }
  | { readonly kind: 'wait'; readonly untilMs: MachineMs }
  /** A retraction where nothing of what it takes back was or may be visible. */
  | { readonly kind: 'not-needed' };

/** All that the step depends on. */
export type View = {
  readonly delivery: Delivery | undefined;
  readonly gate: Gate;
  readonly earlier: Earlier;
  readonly nowMs: MachineMs;
  readonly times: Times;
  readonly canLook: boolean;
  /** Whether the channel has drafts: making one shows nothing, so it may be made again. */
  readonly canDraft: boolean;
  /** What the post is to show; absent on a channel that cannot edit. */
  readonly wanted?: Wanted | undefined;
};

/** Attempts at a channel that cannot be looked at, and tries of one repeat, before a person is asked. */
export const mostAttempts = 4;

const nothing: Step = { do: 'nothing' };

/** The transition table of DELIVERY 2, one line a state; `none` is a target without a row. */
const table: Record<DeliveryStatus | 'none', (view: View) => Step> = {
  none: start,
  waiting: (view) => whenDue(view, start),
  attempting: stale,
  'in-doubt': doubt,
  sent,
  failed: () => nothing,
  superseded: lookedAfter,
  expired: lookedAfter,
};

/** One step for one delivery: pure, so that whoever asks at the same moment gets the same answer. */
export function nextStep(view: View): Step {
  return table[view.delivery?.status ?? 'none'](view);
}

/** Nothing of it can be visible yet. */
function start(view: View): Step {
  const closed = closing(view);
  if (closed !== undefined) return closed;
  const { earlier } = view;
  if (earlier.kind === 'wait') return { do: 'wait', untilMs: earlier.untilMs };
  if (earlier.kind === 'not-needed') {
    return {
      do: 'supersede',
      reason: 'nothing of the earlier notice was posted here, so there is nothing to take back',
    };
  }
  return { do: 'attempt' };
}

/** An attempt whose worker has not come back: once its lease is over it is in doubt, and looked for. */
function stale(view: View): Step {
  const leaseUntilMs = view.delivery?.leaseUntilMs ?? 0;
  const dueMs = leaseUntilMs + view.times.looksMs[0];
  if (view.nowMs < dueMs) return { do: 'wait', untilMs: view.nowMs < leaseUntilMs ? leaseUntilMs : dueMs };
  return view.canLook ? { do: 'look' } : unseen(view);
}

function doubt(view: View): Step {
  const { delivery } = view;
  if (delivery === undefined) return nothing;
  if (delivery.escalated) {
    return delivery.closingLook && view.canLook ? whenDue(view, () => ({ do: 'closing-look' })) : nothing;
  }
  if (!view.canLook) return whenDue(view, unseen);
  if (delivery.looks < 2) return whenDue(view, () => ({ do: 'look' }));
  return closing(view) ?? whenDue(view, repeatOrAsk);
}

/** Settled but for a post that may yet come to light: a repeat's twin, or that of a doubt which ended otherwise. */
function lookedAfter(view: View): Step {
  return view.delivery?.closingLook ? whenDue(view, () => ({ do: 'closing-look' })) : nothing;
}

/** Looked twice and found nothing. One repeat; by way of a draft it may be begun again, for only its publishing shows anything. */
function repeatOrAsk({ delivery, canDraft }: View): Step {
  if (delivery === undefined) return nothing;
  const { attempts, refusals, repeats } = delivery;
  const tries = attempts + refusals;
  if (tries <= 2 * mostAttempts && (repeats === 0 || canDraft)) return { do: 'repeat' };
  const reason = 'posted again without an answer and found nowhere: look into the class, then retry';
  return { do: 'escalate', reason };
}

/** A channel that cannot be looked at is at least once: what is in doubt goes again. */
function unseen(view: View): Step {
  const closed = closing(view);
  if (closed !== undefined) return closed;
  if ((view.delivery?.attempts ?? 0) < mostAttempts) return { do: 'attempt' };
  return { do: 'escalate', reason: `${mostAttempts} attempts without an answer: see whether it arrived, then retry` };
}

/** It stands: a closing look may still be due, and its words may have to be others. */
function sent(view: View): Step {
  const { delivery, wanted, nowMs, times } = view;
  const looking = lookedAfter(view);
  const editing: Step =
    delivery === undefined || wanted === undefined ? nothing : editStep({ delivery, wanted, nowMs, times });
  if (looking.do === 'wait' && editing.do === 'wait')
    return { do: 'wait', untilMs: Math.min(looking.untilMs, editing.untilMs) };
  return looking.do === 'nothing' || (looking.do === 'wait' && editing.do !== 'nothing') ? editing : looking;
}

/** What a gate that is not open makes of a delivery that is not settled. */
function closing({ gate }: View): Step | undefined {
  switch (gate.kind) {
    case 'open':
      return undefined;
    case 'hold':
      return { do: 'wait', untilMs: gate.untilMs };
    case 'expired':
      return { do: 'expire', reason: gate.reason };
    case 'superseded':
      return { do: 'supersede', reason: gate.reason, ...(gate.by === undefined ? {} : { by: gate.by }) };
  }
}

/** A due time is a wait, except that a closed gate needs none to be waited for. */
function whenDue(view: View, then: (view: View) => Step): Step {
  const dueMs = view.delivery?.dueMs ?? 0;
  if (dueMs <= view.nowMs) return then(view);
  const neverPosted = view.delivery?.status === 'waiting';
  const closed = neverPosted ? closing(view) : undefined;
  return closed !== undefined && closed.do !== 'wait' ? closed : { do: 'wait', untilMs: dueMs };
}
