import { describe, expect, it, onTestFinished } from 'vitest';
import { isForbidden, postOutcome } from '../../functions/channels/google-classroom/outcomes.ts';
import { ANA, BEN, classroomOf, classroomWorld, course, signerFor } from './channel-worlds.ts';
import { editingContract } from './channel-editing.ts';
import {
  deliveryChannelContract,
  lookFor,
  lookingContract,
  misbehavingContract,
  notice,
  unhurried,
} from './delivery-channel.ts';

deliveryChannelContract('Google Classroom', () => classroomWorld(), { html: false });
misbehavingContract('Google Classroom', () => classroomWorld(), { html: false });
lookingContract('Google Classroom', () => classroomWorld(), { html: false });
editingContract('Google Classroom', () => classroomWorld(), { html: false });

async function world(options: Parameters<typeof classroomWorld>[0] = {}) {
  const started = await classroomWorld(options);
  onTestFinished(() => started.close());
  const { draft, publish, look } = started.channel;
  if (!draft || !publish || !look) throw new TypeError('Classroom has drafts');
  return { ...started, draft, publish, look };
}
const post = notice(false);

describe('a Classroom draft', () => {
  it('given a draft, when it is looked for, then only a look for drafts finds it, until it is published', async () => {
    const { draft, publish, look, visible } = await world();
    const made = await draft(course, post, unhurried());
    const id = made.kind === 'sent' ? made.providerId : '';
    expect(visible()).toEqual([]);
    expect(await look(course, lookFor(), unhurried())).toEqual({ kind: 'looked', found: [] });
    const found = await look(course, lookFor({ drafts: true }), unhurried());
    expect(found).toMatchObject({ found: [{ providerId: id, draft: true, provablyOurs: true }] });
    expect(await publish(course, id, unhurried())).toMatchObject({ kind: 'sent', providerId: id });
    expect(await publish(course, id, unhurried())).toMatchObject({ kind: 'sent', providerId: id });
    expect(visible()).toHaveLength(1);
  });

  it('given a publication whose answer is lost, when it is tried, then that is doubt', async () => {
    const { draft, publish, strike } = await world();
    const made = await draft(course, post, unhurried());
    strike('publish', { kind: 'done-then-status', status: 503 });
    expect(await publish(course, made.kind === 'sent' ? made.providerId : '', unhurried())).toMatchObject({
      kind: 'doubt',
    });
  });
});

describe('a quota that Google says in its older form', () => {
  const overQuota = (reason: string) => ({
    kind: 'answered' as const,
    status: 403,
    body: { error: { code: 403, status: 'PERMISSION_DENIED', errors: [{ domain: 'usageLimits', reason }] } },
  });

  it.each(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded'])(
    'given a 403 for %s, then it is a matter of speed and no refusal of the teacher',
    (reason) => {
      expect(postOutcome(overQuota(reason), ANA)).toMatchObject({ permanent: false, throttled: 'provider' });
      expect(isForbidden(overQuota(reason))).toBe(false);
    },
  );

  it('given a 403 because the API is switched off, then it is a refusal', () => {
    expect(postOutcome(overQuota('accessNotConfigured'), ANA)).toMatchObject({ permanent: true });
    expect(isForbidden(overQuota('accessNotConfigured'))).toBe(true);
  });
});

describe('whom a Classroom post is made as', () => {
  it('given an owner who is suspended, when it posts, then the next teacher does', async () => {
    const { channel, simulator } = await world();
    simulator.suspend(ANA);
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'sent', postedAs: BEN });
  });

  it('given an owner who teaches it no longer, when it posts, then the next teacher does, once', async () => {
    const { channel, simulator, visible } = await world();
    simulator.putCourse({ courseId: 'c1', ownerId: BEN });
    simulator.putCourse({ courseId: 'c2', ownerId: ANA });
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'sent', postedAs: BEN });
    expect(visible()).toHaveLength(1);
  });

  it('given an answer that leaves doubt, when it posts, then nobody else is asked', async () => {
    const { channel, simulator, requests } = await world();
    simulator.behave({ faults: [{ operation: 'create', fault: { kind: 'done-then-status', status: 500 } }] });
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'doubt' });
    expect(requests('post')).toBe(1);
  });

  it('given nobody who can, when it posts, then it says so without naming anybody', async () => {
    const { channel, simulator } = await world();
    simulator.suspend(ANA);
    simulator.suspend(BEN);
    const refused = await channel.post(course, post, unhurried());
    expect(refused).toMatchObject({
      kind: 'refused',
      permanent: true,
      reason: expect.stringContaining('invalid_grant'),
    });
    expect(JSON.stringify(refused)).not.toMatch(/lakes\.example/);
    const unlisted = await channel.post({ ...course, postAs: [] }, post, unhurried());
    expect(unlisted).toMatchObject({ kind: 'refused', permanent: true });
  });

  it.each([
    [400, 'FAILED_PRECONDITION CourseNotModifiable'],
    [403, 'PERMISSION_DENIED'],
  ] as const)(
    'given an archived course that answers %i, when it posts, then that is permanent',
    async (status, words) => {
      const { channel, simulator } = await world({ inactiveCourseAnswers: status });
      simulator.setCourseState('c1', 'ARCHIVED');
      const refused = await channel.post(course, post, unhurried());
      expect(refused).toMatchObject({
        kind: 'refused',
        permanent: true,
        reason: expect.stringContaining(`${status} ${words}`),
      });
    },
  );

  it('given a course that does not exist, when it posts, then that is permanent', async () => {
    const { channel } = await world();
    expect(await channel.post({ ...course, targetId: 'c404' }, post, unhurried())).toMatchObject({ permanent: true });
  });
});

describe('Classroom access tokens', () => {
  it('given many courses of one teacher at once, when they are posted to, then one token is asked for', async () => {
    const { channel, simulator } = await world();
    const posts = Array.from({ length: 12 }, (_, n) => channel.post(course, notice(false, `n.${n}`), unhurried()));
    expect((await Promise.all(posts)).map(({ kind }) => kind)).toEqual(Array(12).fill('sent'));
    expect(simulator.requests.count('token')).toBe(1);
  });

  it('given a token that has ended early, when it posts again, then a new one is asked for', async () => {
    const { channel, simulator } = await world();
    await channel.post(course, notice(false, 'n.1'), unhurried());
    simulator.revokeTokens();
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'refused', permanent: false });
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'sent', postedAs: ANA });
    expect(simulator.requests.count('token')).toBe(2);
  });

  it.each([
    ['a token endpoint that is down', { kind: 'refused', status: 503 }],
    ['a token endpoint that resets', { kind: 'reset' }],
    ['a token endpoint that throttles', { kind: 'throttled', retryAfter: 3 }],
    ['half a token', { kind: 'done-then-truncated' }],
  ] as const)('given %s, when it posts, then nothing was posted and it may be tried again', async (_name, fault) => {
    const { channel, simulator, requests } = await world();
    simulator.behave({ faults: [{ operation: 'token', fault, times: 1 }] });
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'refused', permanent: false });
    expect(requests('post')).toBe(0);
    expect(await channel.post(course, post, unhurried())).toMatchObject({ kind: 'sent', postedAs: ANA });
  });

  it('given a delegation that does not cover us, when it posts, then that is permanent and not asked for again at once', async () => {
    const { simulator } = await world();
    const { channel } = classroomOf(simulator.tokenUrl, simulator.url, signerFor('unknown@lakes.example'));
    const alone = { ...course, postAs: [ANA] };
    expect(await channel.post(alone, post, unhurried())).toMatchObject({ kind: 'refused', permanent: true });
    expect(await channel.post(alone, post, unhurried())).toMatchObject({ kind: 'refused', permanent: true });
    expect(simulator.requests.count('token')).toBe(1);
  });

  it('given a token that does not come, when the time is up, then nothing was posted', async () => {
    const { channel, simulator } = await world();
    simulator.behave({ faults: [{ operation: 'token', fault: { kind: 'hang' } }] });
    const refused = await channel.post(course, post, AbortSignal.timeout(300));
    expect(refused).toMatchObject({ kind: 'refused', permanent: false, reason: 'no access token came in time' });
    expect(simulator.posts()).toEqual([]);
  });

  it('given an assertion that cannot be signed, when it posts, then it may be tried again', async () => {
    const { simulator } = await world();
    const { channel } = classroomOf(simulator.tokenUrl, simulator.url, () =>
      Promise.reject(new Error('secret-canary')),
    );
    const refused = await channel.post(course, post, unhurried());
    expect(refused).toMatchObject({ kind: 'refused', permanent: false });
    expect(JSON.stringify(refused)).not.toContain('secret-canary');
  });
});

describe('a notice without a page', () => {
  it('given staff words, which have no page, when they are posted, then the reference line alone finds them again', async () => {
    const { channel, look, visible } = await world();
    expect(await channel.post(course, { ...post, link: '' }, unhurried())).toMatchObject({ kind: 'sent' });
    expect(visible()).toHaveLength(1);
    expect(await look(course, lookFor(), unhurried())).toMatchObject({ found: [{ provablyOurs: true }] });
  });
});
