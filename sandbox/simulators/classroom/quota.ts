import { keyedWindows } from '../vendor/quotas.ts';
import type { Caller } from './token-endpoint.ts';

/** Whether this request is within the quotas; one that is not is refused and does not count. */
export type ClassroomQuota = { admits(caller: Caller, now: number): boolean };

/** Google's documented limits per sliding minute: 3,000 per developer project, 1,200 per person (facts: google-classroom.md, 1.5). */
export const CLASSROOM_LIMITS = { perClient: 3000, perUser: 1200 } as const;

/** Sliding-minute quotas over all methods. */
export function classroomQuota(limits: { readonly perClient: number; readonly perUser: number }): ClassroomQuota {
  const clients = keyedWindows({ limit: limits.perClient, windowMs: 60_000 });
  const users = keyedWindows({ limit: limits.perUser, windowMs: 60_000 });
  return {
    admits({ projectId, email }, now) {
      const windows = [clients(projectId), users(`${projectId} ${email.toLowerCase()}`)];
      if (!windows.every((window) => window.hasRoom(now))) return false;
      for (const window of windows) window.add(now);
      return true;
    },
  };
}
