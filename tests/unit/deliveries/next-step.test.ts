import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../functions/deliveries/delivery.ts';
import type { Gate } from '../../../functions/deliveries/gate.ts';
import { nextStep, type Step, type View } from '../../../functions/deliveries/next-step.ts';
import { productionTimes } from '../../../functions/platform/production-times.ts';
import { deliveryRow } from '../../support/delivery-rows.ts';

const now = 10_000_000;

const row = (changes: Partial<Delivery>): Delivery =>
  deliveryRow({ deliveryId: 'n.x', status: 'in-doubt', revision: 3, mayBeVisible: true, ...changes });

const open: Gate = { kind: 'open' };
const closed: Gate = { kind: 'superseded', reason: 'entry 2 took its place', by: 2 };
const expired: Gate = { kind: 'expired', reason: 'of no use' };
const held: Gate = { kind: 'hold', untilMs: now + 5_000 };

const view = (delivery: Delivery | undefined, changes: Partial<View> = {}): View => ({
  delivery,
  gate: open,
  earlier: { kind: 'closed' },
  nowMs: now,
  times: productionTimes,
  canLook: true,
  canDraft: false,
  ...changes,
});

const cases: [string, View, Step['do']][] = [
  ['no row: attempted', view(undefined), 'attempt'],
  ['no row, held: waits', view(undefined, { gate: held }), 'wait'],
  ['no row, superseded: superseded', view(undefined, { gate: closed }), 'supersede'],
  ['no row, past its use: expired', view(undefined, { gate: expired }), 'expire'],
  ['no row, an earlier one in doubt: waits', view(undefined, { earlier: { kind: 'wait', untilMs: now + 1 } }), 'wait'],
  ['no row, nothing to take back: superseded', view(undefined, { earlier: { kind: 'not-needed' } }), 'supersede'],
  ['refused and due: attempted', view(row({ status: 'waiting', dueMs: now })), 'attempt'],
  ['refused and not due: waits', view(row({ status: 'waiting', dueMs: now + 1 })), 'wait'],
  [
    'refused, not due, past its use: expired at once',
    view(row({ status: 'waiting', dueMs: now + 1 }), { gate: expired }),
    'expire',
  ],
  ['attempting under lease: waits', view(row({ status: 'attempting', leaseUntilMs: now + 1 })), 'wait'],
  ['attempting, lease just over: waits for its look', view(row({ status: 'attempting', leaseUntilMs: now })), 'wait'],
  ['attempting, lease long over: looked for', view(row({ status: 'attempting', leaseUntilMs: now - 15_000 })), 'look'],
  ['in doubt, due: looked for', view(row({ dueMs: now })), 'look'],
  ['in doubt, superseded: still looked for', view(row({ dueMs: now }), { gate: closed }), 'look'],
  ['looked for once, not due: waits', view(row({ looks: 1, dueMs: now + 1 })), 'wait'],
  ['looked for twice: repeated', view(row({ looks: 2 })), 'repeat'],
  ['looked for twice, superseded: superseded, never repeated', view(row({ looks: 2 }), { gate: closed }), 'supersede'],
  ['looked for twice, past its use: expired, never repeated', view(row({ looks: 2 }), { gate: expired }), 'expire'],
  ['looked for twice, held: waits', view(row({ looks: 2 }), { gate: held }), 'wait'],
  ['repeated and looked for twice: a person', view(row({ looks: 2, repeats: 1, attempts: 2 })), 'escalate'],
  ['draft in doubt: begun again', view(row({ looks: 2, repeats: 1, attempts: 2 }), { canDraft: true }), 'repeat'],
  [
    'draft in doubt nine times: a person',
    view(row({ looks: 2, repeats: 1, attempts: 9 }), { canDraft: true }),
    'escalate',
  ],
  ['cannot be looked at: goes again', view(row({ dueMs: now }), { canLook: false }), 'attempt'],
  ['cannot be looked at, four attempts: a person', view(row({ attempts: 4 }), { canLook: false }), 'escalate'],
  ['a person was asked: nothing', view(row({ escalated: true })), 'nothing'],
  [
    'a person was asked after a repeat: closing look',
    view(row({ escalated: true, closingLook: true, dueMs: now })),
    'closing-look',
  ],
  ['sent after a repeat: closing look', view(row({ status: 'sent', closingLook: true, dueMs: now })), 'closing-look'],
  ['sent: nothing', view(row({ status: 'sent' })), 'nothing'],
  ['failed: nothing', view(row({ status: 'failed' })), 'nothing'],
];

describe('the next step of a delivery', () => {
  it.each(cases)('%s', (_name, one, step) => {
    expect(nextStep(one).do).toBe(step);
  });

  const anyView = fc.record({
    status: fc.constantFrom('attempting', 'waiting', 'in-doubt', 'sent', 'failed', 'superseded', 'expired'),
    gate: fc.constantFrom(open, closed, expired, held),
    looks: fc.nat(2),
    repeats: fc.nat(1),
    attempts: fc.nat(9),
    escalated: fc.boolean(),
    closingLook: fc.boolean(),
    dueMs: fc.integer({ min: now - 100_000, max: now + 100_000 }),
    canLook: fc.boolean(),
    canDraft: fc.boolean(),
  });

  it('given any row behind a closed gate, then nothing is posted', () => {
    fc.assert(
      fc.property(anyView, ({ gate, canLook, canDraft, dueMs, ...changes }) => {
        const step = nextStep(view(row({ ...changes, dueMs, leaseUntilMs: dueMs }), { gate, canLook, canDraft })).do;
        if (gate.kind !== 'open') expect(['attempt', 'repeat']).not.toContain(step);
      }),
    );
  });

  it('given any row that may be visible on a channel that can be looked at, then it is posted again only after two looks', () => {
    fc.assert(
      fc.property(anyView, ({ gate, canDraft, dueMs, ...changes }) => {
        const delivery = row({ ...changes, dueMs, leaseUntilMs: dueMs });
        const step = nextStep(view(delivery, { gate, canDraft })).do;
        if (delivery.status !== 'waiting') expect(step).not.toBe('attempt');
        if (step === 'repeat') expect(delivery.looks).toBe(2);
      }),
    );
  });

  it('given any wait, then it ends later than now', () => {
    fc.assert(
      fc.property(anyView, ({ gate, canLook, canDraft, dueMs, ...changes }) => {
        const step = nextStep(view(row({ ...changes, dueMs, leaseUntilMs: dueMs }), { gate, canLook, canDraft }));
        if (step.do === 'wait') expect(step.untilMs).toBeGreaterThan(now);
      }),
    );
  });
});
