import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { Speaking } from './state.ts';

/**
 * When an approval comes too late: at the legal deadline minus the time to reach the last class, not at decide-by (USERS V14). Where the law
 * sets none that could still be kept, when the notices are of no use any more.
 */
export function lapseOf({
  legalDeadline,
  reachSeconds,
  notAfter,
  now,
}: {
  readonly legalDeadline: Temporal.Instant | undefined;
  readonly reachSeconds: number;
  readonly notAfter: Temporal.Instant;
  readonly now: Temporal.Instant;
}): Temporal.Instant {
  const inTime = legalDeadline?.subtract({ seconds: Math.ceil(reachSeconds) });
  return inTime !== undefined && compareInstants(inTime, now) > 0 ? inTime : notAfter;
}

/** When what awaits approval lapses; never after the end of its use. */
export function lapsesAt({ content: { lapsesAt, notAfter } }: Pick<Speaking, 'content'>): Temporal.Instant {
  return parseInstant(lapsesAt ?? notAfter);
}
