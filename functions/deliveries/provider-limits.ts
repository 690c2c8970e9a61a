import { type Channels, documentedLimits } from '../calendar/channels.ts';
import type { ChannelName } from '../names.ts';
import type { Pace } from './quota.ts';

export type PermitKind = 'post' | 'read' | 'other';

/** How fast each kind of request may go, and under which name it is counted: kinds of the same name share one row. */
export type ProviderLimits = {
  readonly provider: string;
  readonly rows: Record<PermitKind, { readonly row: string; readonly pace: Pace }>;
};

/**
 * Google counts every method against a sliding minute. `burst + perSecond × 60 ≤ 0.99 × limit`: at 3,000 a minute 49 a second and a burst
 * of 25, which was refused nothing when simulated; 50 a second with a burst of 300 was refused 4.6 % (DELIVERY 6).
 */
export function classroomLimits(quotaPerMinute: number): ProviderLimits {
  const burst = Math.max(1, Math.floor((25 * quotaPerMinute) / 3000));
  const perSecond = Math.min(0.98 * (quotaPerMinute / 60), (0.99 * quotaPerMinute - burst) / 60);
  const all = { row: 'all', pace: { perSecond, burst } };
  return { provider: 'google-classroom', rows: { post: all, read: all, other: all } };
}

/**
 * Graph counts posts, reads and the rest apart, over one second: at 50 posts a second 20 reads and 30 others. Nine tenths of each; reads
 * begin at one a second and grow, because looking comes in waves just when something is wrong.
 */
export function graphLimits(quotaPerSecond: number): ProviderLimits {
  const pace = (limit: number): Pace => ({ perSecond: 0.9 * limit, burst: limit >= 20 ? 2 : 1, usableMs: 50 });
  const reads = pace(0.4 * quotaPerSecond);
  return {
    provider: 'teams',
    rows: {
      post: { row: 'post', pace: pace(quotaPerSecond) },
      read: { row: 'read', pace: { ...reads, burst: 1, startPerSecond: Math.min(1, reads.perSecond) } },
      other: { row: 'other', pace: pace(0.6 * quotaPerSecond) },
    },
  };
}

/** Posts a second of each channel at the district's quotas: what a fan-out really reaches (DELIVERY 6). */
export function pacesOf({ channels }: { readonly channels: Channels }): Readonly<Record<ChannelName, number>> {
  const { classroomPerMinute, teamsPerSecond } = documentedLimits;
  const { 'google-classroom': classroom, teams } = channels;
  return {
    'google-classroom': postsOf(classroomLimits(classroom?.quotaPerMinute ?? classroomPerMinute)),
    teams: postsOf(graphLimits(teams?.quotaPerSecond ?? teamsPerSecond)),
    sns: postsOf(snsLimits()),
  };
}

function postsOf({ rows }: ProviderLimits): number {
  return rows.post.pace.perSecond;
}

/** SNS takes 300 a second and more in every region; a notice has a handful of topics. */
export function snsLimits(): ProviderLimits {
  const all = { row: 'all', pace: { perSecond: 100, burst: 25 } };
  return { provider: 'sns', rows: { post: all, read: all, other: all } };
}
