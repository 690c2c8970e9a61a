import type { MachineMs } from '../core/clock.ts';
import type { Entry } from '../declarations/entry.ts';

/** Most of a large district is posted to within this time. */
const fanOutMs = 120_000;

/** Whether classes are likely to be posted to now or in a moment: an entry is in its hold, or was released less than two minutes ago. */
export function isPosting(entries: readonly Pick<Entry, 'releasesAtMs'>[], nowMs: MachineMs): boolean {
  return entries.some(({ releasesAtMs }) => releasesAtMs !== undefined && releasesAtMs > nowMs - fanOutMs);
}
