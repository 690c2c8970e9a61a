import { describe, expect, it } from 'vitest';
import { GRAPH_LIMITS, graphQuota } from '../../../sandbox/simulators/graph/quota.ts';
import { CHANNEL, SECOND_CHANNEL, call, graphFor, messages, standingClock, userToken } from './support.ts';

const POST = { body: { content: 'x' } };

describe('Graph’s limits', () => {
  it('are 1 a second in a channel: the second is answered 429 with Retry-After and counts as well', async () => {
    const clock = standingClock();
    const simulator = await graphFor({ clock });
    const token = await userToken(simulator);
    const post = (channel = CHANNEL) => call('POST', messages(simulator, channel), token, POST);
    expect((await post()).status).toBe(201);
    clock.advance(600);
    const refused = await post();
    expect(refused).toMatchObject({
      status: 429,
      body: {
        error: { code: 'TooManyRequests', message: 'Please retry again later.', innerError: { code: '429' } },
      },
    });
    expect(refused.headers.get('retry-after')).toBe('10');
    expect((await post(SECOND_CHANNEL)).status).toBe(201);
    clock.advance(600);
    expect((await post()).status).toBe(429);
    clock.advance(1000);
    expect((await post()).status).toBe(201);
    expect(simulator.posts()).toHaveLength(3);
  });

  it('may come without Retry-After, and can be lifted', async () => {
    const simulator = await graphFor({ clock: standingClock(), retryAfter: null });
    const token = await userToken(simulator);
    const post = () => call('POST', messages(simulator), token, POST);
    await post();
    const refused = await post();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
    simulator.behave({ liftQuotas: true });
    expect((await post()).status).toBe(201);
  });

  const admitted = (
    kind: 'post' | 'read' | 'other',
    place: (index: number) => { teamId: string; channelId: string },
  ) => {
    const quota = graphQuota(GRAPH_LIMITS);
    return Array.from({ length: 100 }, (_, index) => quota.admits('app', kind, place(index), 0)).filter(Boolean).length;
  };

  it('are 4 a second in a team', () => {
    expect(admitted('post', (index) => ({ teamId: 't', channelId: `c${index}` }))).toBe(4);
  });

  it.each([
    ['post', 50],
    ['read', 20],
    ['other', 30],
  ] as const)('are for %s requests %i a second in a tenant', (kind, limit) => {
    expect(admitted(kind, (index) => ({ teamId: `t${index}`, channelId: 'c' }))).toBe(limit);
  });
});
