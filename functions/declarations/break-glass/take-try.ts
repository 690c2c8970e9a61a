import type { MachineMs } from '../../core/clock.ts';
import type { Tries } from './tries.ts';

const most = 5;
const windowMs = 3_600_000;

/** A try that may be made, with the row that counts it, or the seconds until one may. */
export type Taken = { readonly row: Tries } | { readonly retryAfterSeconds: number };

/** Counts a try against five in any hour, whoever made them and however they ended. */
export function takeTry(last: Tries | undefined, nowMs: MachineMs): Taken {
  const counting = (last?.triedAtMs ?? []).filter((atMs) => nowMs - atMs < windowMs);
  const [oldest] = counting;
  if (oldest !== undefined && counting.length >= most) {
    return { retryAfterSeconds: Math.ceil((oldest + windowMs - nowMs) / 1_000) };
  }
  return { row: { revision: (last?.revision ?? 0) + 1, triedAtMs: [...counting, nowMs] } };
}
