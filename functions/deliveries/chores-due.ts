import type { Clocks, MachineMs } from '../core/clock.ts';

/** A calendar that moved on by this much more than the machine was set forward: what is due by it is due now. */
const jumpMs = 60_000;

/**
 * Whether the tick's chores are due again: so long after they last were, or as soon as the calendar was moved. A tick comes once a minute
 * on AWS and does them every time; where it comes every two seconds they would be most of its work.
 */
export function choresDue(clocks: Clocks, everyMs: MachineMs): () => boolean {
  let last: { readonly machineMs: MachineMs; readonly calendarMs: number } | undefined;
  return () => {
    const machineMs = clocks.machine.now();
    const calendarMs = clocks.calendar.now().epochMilliseconds;
    const waited = last === undefined ? Infinity : machineMs - last.machineMs;
    const moved = last === undefined ? Infinity : Math.abs(calendarMs - last.calendarMs);
    if (waited < everyMs && moved - waited < jumpMs) return false;
    last = { machineMs, calendarMs };
    return true;
  };
}
