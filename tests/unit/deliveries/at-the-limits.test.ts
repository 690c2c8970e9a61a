import { describe, expect, it } from 'vitest';
import { freshRow } from '../../../functions/deliveries/believe-quota.ts';
import { classroomLimits } from '../../../functions/deliveries/provider-limits.ts';
import type { QuotaState } from '../../../functions/deliveries/quota.ts';
import { sealQuota } from '../../../functions/deliveries/seal-quota.ts';
import { fanOutAtTheLimits } from '../../support/at-the-limits.ts';

/** In simulated time these are seconds of work; a machine that has other work to do may still need a while. */
const longMs = 120_000;

describe('a fan-out at a provider’s true limits', () => {
  it(
    'given 6,600 courses, 3,000 requests a sliding minute and two processes of workers, then it takes 140 s and hardly any is refused',
    async () => {
      const size = { targets: 6_600, perTeam: 0, processes: 2 };
      const { posts, refused, seconds } = await fanOutAtTheLimits({ channel: 'google-classroom', ...size });
      expect(posts).toBe(6_600);
      expect(seconds).toBeLessThanOrEqual(140);
      expect(refused / posts).toBeLessThanOrEqual(0.005);
    },
    longMs,
  );

  it.each([
    { processes: 1, stallMs: 0, used: 0.88 },
    { processes: 2, stallMs: 0, used: 0.88 },
    // Standing still is lost time; it must not be made good for all at once.
    { processes: 2, stallMs: 300, used: 0.8 },
  ])(
    'given teams of three channels at 50 a second, 4 a team, 1 a channel, and $processes processes that stand still for $stallMs ms now and then, then nearly all of it is used',
    async ({ processes, stallMs, used }) => {
      const size = { targets: 1_000, perTeam: 3, processes };
      const { posts, refused, seconds } = await fanOutAtTheLimits({ channel: 'teams', ...size, stallMs });
      expect(posts).toBe(1_000);
      expect(posts / seconds / 50).toBeGreaterThanOrEqual(used);
      expect(refused / posts).toBeLessThanOrEqual(0.005);
    },
    longMs,
  );
});

describe('a fan-out that somebody would stop for long (S-16)', () => {
  const size = { targets: 500, processes: 1 };
  const limits = classroomLimits(3000).rows.post.pace;
  const row = (nowMs: number, change: Partial<QuotaState>) =>
    sealQuota({ ...freshRow('google-classroom', 'all', limits, nowMs), revision: 1, ...change });
  const year2099 = Date.parse('2099-01-01');

  it.each<[string, Partial<QuotaState>]>([
    ['says that the next request is for 2099', { nextMs: year2099 }],
    ['is paused until 2099', { pausedUntilMs: year2099 }],
    ['is slow until 2099, at one request an hour', { slowUntilMs: year2099, perSecond: 1 / 3600 }],
  ])('given a quota row that %s, then it is done within five minutes, and alarms', async (_, change) => {
    const run = { channel: 'google-classroom', perTeam: 0, ...size } as const;
    const { posts, seconds, reports } = await fanOutAtTheLimits({
      ...run,
      spoil: ({ quotaRows }, nowMs) => void quotaRows.put('google-classroom#all', row(nowMs, change)),
    });
    expect(posts).toBe(500);
    expect(seconds).toBeLessThanOrEqual(300);
    expect(reports).toContain('quota-implausible');
  });

  it.each(['google-classroom', 'teams'] as const)(
    'given %s answers with a Retry-After of a day, then it is done within five minutes, and alarms',
    async (channel) => {
      const { posts, seconds, reports } = await fanOutAtTheLimits({
        channel,
        ...size,
        perTeam: channel === 'teams' ? 3 : 0,
        firstRetryAfter: 86_400,
      });
      expect(posts).toBe(500);
      expect(seconds).toBeLessThanOrEqual(300);
      expect(reports).toContain('retry-after-implausible');
    },
  );
});
