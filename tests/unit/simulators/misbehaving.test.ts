import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/simulators/faults.ts';
import {
  announcements,
  call,
  classroomFor,
  graphFor,
  messages,
  refresh,
  tokenFor,
  USER,
  userToken,
} from './support.ts';

const PATIENCE = { timeout: 5000 };

/** The same post at both vendors, so that each fault is seen in both wire shapes. */
const vendors = {
  async 'google-classroom'() {
    const simulator = await classroomFor();
    const token = await tokenFor(simulator, 'ana@lakes.example');
    const post = () => call('POST', announcements(simulator), token, { text: 'x', state: 'PUBLISHED' });
    const list = () => call('GET', announcements(simulator), token);
    return { simulator, post, list, operation: 'create' };
  },
  async teams() {
    const simulator = await graphFor({ liftQuotas: true });
    const token = await userToken(simulator);
    const post = () => call('POST', messages(simulator), token, { body: { content: 'x' } });
    const list = () => call('GET', messages(simulator), token);
    return { simulator, post, list, operation: 'post' };
  },
};

describe.each(Object.entries(vendors))('%s', (_name, start) => {
  const given = async (fault: Fault) => {
    const vendor = await start();
    vendor.simulator.behave({ faults: [{ fault, operation: vendor.operation, times: 1 }] });
    return vendor;
  };

  it.each([
    ['done-then-reset', { kind: 'done-then-reset' }, 'reset'],
    ['done-then-truncated', { kind: 'done-then-truncated' }, /^truncated 20[01]$/],
  ] as const)('%s: the caller gets no answer and the post is there', async (_kind, fault, outcome) => {
    const { simulator, post, operation } = await given(fault);
    await expect(post()).rejects.toThrow(TypeError);
    expect(simulator.posts()).toHaveLength(1);
    expect(simulator.requests.counts().at(-1)).toMatchObject({ operation, outcome: expect.stringMatching(outcome) });
    expect(simulator.strikes()).toMatchObject([{ kind: fault.kind, operation, nth: 1 }]);
    expect((await post()).status).toBeLessThan(300);
  });

  it('done-then-hang: nothing comes until the caller gives up, and the post is there', async () => {
    const { simulator, post } = await given({ kind: 'done-then-hang' });
    let answered = false;
    const hanging = post().then(
      () => (answered = true),
      () => undefined,
    );
    await expect.poll(() => simulator.posts().length, PATIENCE).toBe(1);
    expect(answered).toBe(false);
    await simulator.close();
    await hanging;
    expect(answered).toBe(false);
  });

  it.each([503, 504] as const)('done-then-status: %i in the vendor’s shape, and the post is there', async (status) => {
    const { simulator, post } = await given({ kind: 'done-then-status', status });
    expect(await post()).toMatchObject({ status, body: { error: { message: expect.any(String) } } });
    expect(simulator.posts()).toHaveLength(1);
  });

  it('done-then-status as HTML: no JSON at all', async () => {
    const { simulator, post } = await given({ kind: 'done-then-status', status: 502, body: 'html' });
    const answer = await post();
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.body).toMatch(/^<!DOCTYPE html>/);
    expect(simulator.posts()).toHaveLength(1);
  });

  it('done-late: the answer is 504, a look finds nothing, later the post is there', async () => {
    const { simulator, post, list } = await given({ kind: 'done-late', afterMs: 300, status: 504 });
    expect((await post()).status).toBe(504);
    expect((await list()).status).toBe(200);
    expect(simulator.posts()).toHaveLength(0);
    await expect.poll(() => simulator.posts().length, PATIENCE).toBe(1);
  });

  it.each([
    ['refused', { kind: 'refused', status: 503 }, 503],
    ['401 in mid-run', { kind: 'refused', status: 401 }, 401],
  ] as const)('%s: nothing is done', async (_kind, fault, status) => {
    const { simulator, post } = await given(fault);
    expect(await post()).toMatchObject({ status, body: { error: {} } });
    expect(simulator.posts()).toHaveLength(0);
    expect((await post()).status).toBeLessThan(300);
  });

  it.each([
    ['without', {}, null],
    ['with', { retryAfter: 7 }, '7'],
    ['with a very long', { retryAfter: 86_400 }, '86400'],
  ] as const)('throttled: 429 %s Retry-After, nothing is done', async (_kind, given429, header) => {
    const { simulator, post } = await given({ kind: 'throttled', ...given429 });
    const answer = await post();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, header]);
    expect(simulator.posts()).toHaveLength(0);
  });

  it('reset and hang before the work: nothing is done', async () => {
    const { simulator, post } = await given({ kind: 'reset' });
    await expect(post()).rejects.toThrow(TypeError);
    expect(simulator.posts()).toHaveLength(0);
    simulator.behave({ faults: [{ fault: { kind: 'hang' } }] });
    const hanging = expect(post()).rejects.toThrow(TypeError);
    await expect.poll(() => simulator.strikes().length, PATIENCE).toBe(1);
    await simulator.close();
    await hanging;
    expect(simulator.posts()).toHaveLength(0);
  });

  it('a refusal of the vendor’s own survives a done-then fault, for nothing was done', async () => {
    const { simulator } = await given({ kind: 'done-then-status', status: 503 });
    const url = 'tokenUrl' in simulator ? announcements(simulator) : messages(simulator);
    expect((await call('POST', url, 'no-token', {})).status).toBe(401);
  });
});

describe('slowness', () => {
  it('of every answer or of one is added to the work, and changes nothing else', async () => {
    const { simulator, post } = await vendors.teams();
    simulator.behave({ latencyMs: 2, faults: [{ fault: { kind: 'slow', ms: 2 }, operation: 'post' }] });
    expect((await post()).status).toBe(201);
    expect(simulator.strikes()).toMatchObject([{ kind: 'slow' }]);
  });
});

describe('a token endpoint that is down', () => {
  it('answers 503 in its turn and works again when the rule has run out', async () => {
    const simulator = await graphFor();
    simulator.behave({ faults: [{ fault: { kind: 'refused', status: 503 }, operation: 'token', times: 2 }] });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await refresh(simulator, USER.refreshToken)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });
});
