import { unreachable } from '../core/errors.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { MachineMs } from '../core/clock.ts';
import type { DeclarationReading } from './ports.ts';

/** The answer to the question before every attempt, repeat and retry (S-05): may this entry still be posted? */
export type Gate =
  | { readonly kind: 'open' }
  | { readonly kind: 'hold'; readonly untilMs: MachineMs }
  | { readonly kind: 'superseded'; readonly reason: string; readonly by?: number }
  | { readonly kind: 'expired'; readonly reason: string };

/** How soon an entry that waits for its approval is looked at again. */
const approvalPauseMs = 60_000;

/** The gate of an entry that was read just now. An entry that says nothing to the outside is closed. */
export function gateOf(
  reading: DeclarationReading,
  now: { readonly ms: MachineMs; readonly calendar: Temporal.Instant },
): Gate {
  const { posting } = reading;
  const notAfter = reading.entry.content?.notAfter;
  if (posting === undefined || notAfter === undefined) return { kind: 'superseded', reason: 'the entry posts nothing' };
  const pastUse = compareInstants(now.calendar, parseInstant(notAfter)) >= 0;
  switch (posting.kind) {
    case 'withdrawn':
      return { kind: 'superseded', reason: 'the declaration was withdrawn' };
    case 'superseded':
      return { kind: 'superseded', by: posting.by, reason: `entry ${posting.by} took its place` };
    case 'expired':
      return { kind: 'expired', reason: `it is of no use after ${notAfter}` };
    case 'not-approved':
    case 'hold':
    case 'post':
      if (pastUse) return { kind: 'expired', reason: `it is of no use after ${notAfter}` };
      if (posting.kind === 'post') return { kind: 'open' };
      return { kind: 'hold', untilMs: posting.kind === 'hold' ? posting.untilMs : now.ms + approvalPauseMs };
    default:
      return unreachable(posting);
  }
}
