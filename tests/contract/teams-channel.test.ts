import { describe, expect, it, onTestFinished } from 'vitest';
import type { KeptTokens } from '../../functions/channels/teams/kept-tokens.ts';
import { serviceUserSecret } from '../../functions/names.ts';
import { channelTarget, keeperOf, NOTICES, STUDENT, teamsWorld } from './channel-worlds.ts';
import { editingContract } from './channel-editing.ts';
import {
  deliveryChannelContract,
  lookingContract,
  misbehavingContract,
  notice,
  unhurried,
} from './delivery-channel.ts';

deliveryChannelContract('Microsoft Teams', teamsWorld, { html: true });
misbehavingContract('Microsoft Teams', teamsWorld, { html: true });
lookingContract('Microsoft Teams', teamsWorld, { html: true });
editingContract('Microsoft Teams', teamsWorld, { html: true });

async function world() {
  const started = await teamsWorld();
  onTestFinished(() => started.close());
  const secret = (): KeptTokens => JSON.parse(started.shared.kept.get(serviceUserSecret(NOTICES)) ?? '{}');
  const keep = (kept: KeptTokens) => started.shared.secrets.put(serviceUserSecret(NOTICES), JSON.stringify(kept));
  const keeper = () => keeperOf(started.simulator.loginUrl, started.simulator.url, started.shared);
  return { ...started, secret, keep, keeper };
}
const post = notice(true);

describe('a post to a team', () => {
  it('given an archived team, when it posts, then that is permanent', async () => {
    const { channel, simulator } = await world();
    simulator.putTeam({ teamId: 'team-1', channels: [channelTarget.targetId], members: [NOTICES], archived: true });
    expect(await channel.post(channelTarget, post, unhurried())).toMatchObject({ kind: 'refused', permanent: true });
  });

  it('given a service user who is no member, when it posts, then the next listed one does', async () => {
    const { channel, simulator } = await world();
    simulator.putTeam({ teamId: 'team-1', channels: [channelTarget.targetId], members: [STUDENT] });
    const target = { ...channelTarget, postAs: [NOTICES, STUDENT] };
    expect(await channel.post(target, post, unhurried())).toMatchObject({ kind: 'sent', postedAs: STUDENT });
  });

  it('given a channel without a team, when it posts, looks or removes, then the roster is named', async () => {
    const { channel } = await world();
    const target = { targetId: channelTarget.targetId, name: 'x', postAs: [NOTICES] };
    const refused = await channel.post(target, post, unhurried());
    expect(refused).toMatchObject({ kind: 'refused', permanent: true, reason: expect.stringContaining('parentId') });
  });

  it('given a post of 30 kB, when it is sent, then that is permanent', async () => {
    const { channel } = await world();
    const refused = await channel.post(channelTarget, { ...post, text: `<p>${'x'.repeat(30_000)}</p>` }, unhurried());
    expect(refused).toMatchObject({ kind: 'refused', permanent: true, reason: expect.stringContaining('413') });
  });

  it('given a refusal that names somebody, when it is told, then only its code is', async () => {
    const { channel, simulator } = await world();
    simulator.putTeam({ teamId: 'team-1', channels: [channelTarget.targetId], members: [] });
    const refused = await channel.post(channelTarget, post, unhurried());
    expect(JSON.stringify(refused)).toContain('403 Forbidden');
    expect(JSON.stringify(refused)).not.toContain('not a member of the team.');
  });
});

describe('the token keeper of a service user', () => {
  it('given a renewal, when its token is used, then the successor is kept and the predecessor beside it', async () => {
    const { channel, secret } = await world();
    await channel.post(channelTarget, post, unhurried());
    expect(secret()).toMatchObject({
      previous: 'refresh-notices',
      userId: NOTICES,
      access: { token: expect.any(String) },
    });
    expect(secret().refreshToken).not.toBe('refresh-notices');
  });

  it('given two keepers at once, when both are asked, then one renews and both have its token', async () => {
    const { keeper, simulator } = await world();
    const keepers = [keeper(), keeper()];
    const given = await Promise.all(keepers.flatMap((one) => [one.tokenFor(NOTICES), one.tokenFor(NOTICES)]));
    expect(simulator.requests.count('token')).toBe(1);
    expect(new Set(given.map((one) => (one.kind === 'token' ? one.token : one.reason))).size).toBe(1);
  });

  it('given a newest refresh token that is dead, when it renews, then its predecessor is tried', async () => {
    const { channel, secret, keep, simulator } = await world();
    await keep({ refreshToken: 'lost-on-its-way', previous: 'refresh-notices' });
    expect(await channel.post(channelTarget, post, unhurried())).toMatchObject({ kind: 'sent' });
    expect(secret().previous).toBe('refresh-notices');
    expect(simulator.requests.count('token')).toBe(2);
  });

  it('given a sign-in that has ended, when it posts, then that is permanent and not asked for again at once', async () => {
    const { channel, simulator } = await world();
    simulator.revokeRefreshTokens(NOTICES);
    const refused = await channel.post(channelTarget, post, unhurried());
    expect(refused).toMatchObject({
      kind: 'refused',
      permanent: true,
      reason: expect.stringContaining('sign it in again'),
    });
    await channel.post(channelTarget, post, unhurried());
    expect(simulator.requests.count('token')).toBe(1);
  });

  it('given an access token that has ended early, when it posts again, then every keeper gets a new one', async () => {
    const { channel, simulator, keeper } = await world();
    const other = keeper();
    await channel.post(channelTarget, notice(true, 'n.1'), unhurried());
    const before = await other.tokenFor(NOTICES);
    simulator.endAccessTokens();
    expect(await channel.post(channelTarget, post, unhurried())).toMatchObject({ kind: 'refused', permanent: false });
    expect(await channel.post(channelTarget, post, unhurried())).toMatchObject({ kind: 'sent' });
    other.distrust(NOTICES, before.kind === 'token' ? before.token : '');
    expect(await other.tokenFor(NOTICES)).not.toEqual(before);
    expect(simulator.requests.count('token')).toBe(2);
  });

  it('given a token that does not come, when the time is up, then nothing was posted', async () => {
    const { channel, simulator } = await world();
    simulator.behave({ faults: [{ operation: 'token', fault: { kind: 'hang' } }] });
    const refused = await channel.post(channelTarget, post, AbortSignal.timeout(300));
    expect(refused).toMatchObject({ kind: 'refused', permanent: false, reason: 'no access token came in time' });
    expect(simulator.posts()).toEqual([]);
  });

  it('given a secret that cannot be kept, when it renews, then the new access token is not used', async () => {
    const { shared, simulator, channel } = await world();
    shared.secrets.put = () => Promise.reject(new Error('secret-canary'));
    const refused = await channel.post(channelTarget, post, unhurried());
    expect(refused).toMatchObject({ kind: 'refused', permanent: false });
    expect(JSON.stringify(refused)).not.toContain('canary');
    expect(simulator.requests.count('post')).toBe(0);
  });

  it.each([
    ['is down', { kind: 'refused', status: 503 }],
    ['answers in HTML', { kind: 'refused', status: 403, body: 'html' }],
    ['resets', { kind: 'reset' }],
    ['throttles', { kind: 'throttled' }],
    ['answers half', { kind: 'done-then-truncated' }],
  ] as const)(
    'given a token endpoint that %s, when it posts, then nothing was posted and it may be tried again',
    async (_name, fault) => {
      const { channel, simulator } = await world();
      simulator.behave({ faults: [{ operation: 'token', fault, times: 1 }] });
      expect(await channel.post(channelTarget, post, unhurried())).toMatchObject({ kind: 'refused', permanent: false });
      expect(simulator.requests.count('post')).toBe(0);
      expect(await channel.post(channelTarget, post, unhurried())).toMatchObject({ kind: 'sent' });
    },
  );
});
