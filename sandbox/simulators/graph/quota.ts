import { type SlidingWindow, keyedWindows } from '../vendor/quotas.ts';
import type { Place } from './message-book.ts';

/** Microsoft counts posting, reading, teams themselves and everything else apart. */
export type RequestKind = 'post' | 'read' | 'team' | 'other';

/** Requests a second: per app by kind, per app and team, per app and channel. */
export type GraphLimits = Readonly<Record<RequestKind | 'perTeam' | 'perChannel', number>>;

/** Microsoft's documented limits (facts: microsoft-graph.md, 3). */
export const GRAPH_LIMITS: GraphLimits = { post: 50, read: 20, team: 30, other: 30, perTeam: 4, perChannel: 1 };

/** Whether this request is within the limits. Refused requests count as well, as they do at Microsoft. */
export type GraphQuota = { admits(app: string, kind: RequestKind, place: Place, now: number): boolean };

/** Sliding-second limits of one tenant. */
export function graphQuota(limits: GraphLimits): GraphQuota {
  const windowsOf = (limit: number): ((key: string) => SlidingWindow) => keyedWindows({ limit, windowMs: 1000 });
  const kinds = {
    post: windowsOf(limits.post),
    read: windowsOf(limits.read),
    team: windowsOf(limits.team),
    other: windowsOf(limits.other),
  };
  const teams = windowsOf(limits.perTeam);
  const channels = windowsOf(limits.perChannel);
  return {
    admits(app, kind, { teamId, channelId }, now) {
      const windows = [kinds[kind](app), teams(`${app} ${teamId}`)];
      if (kind !== 'team') windows.push(channels(`${app} ${teamId} ${channelId}`));
      const room = windows.every((window) => window.hasRoom(now));
      for (const window of windows) window.add(now);
      return room;
    },
  };
}
