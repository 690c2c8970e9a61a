import { describe, expect, it } from 'vitest';
import {
  STRANGER,
  USER,
  call,
  graphFor,
  json,
  messages,
  postForm,
  refresh,
  standingClock,
  userToken,
} from './support.ts';

const DAY = 24 * 3600 * 1000;

describe('the Microsoft token endpoint', () => {
  it('given a refresh token, answers with an access token and a new refresh token, and keeps the old one valid', async () => {
    const simulator = await graphFor();
    const first = await refresh(simulator, USER.refreshToken);
    expect(first).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3599 } });
    const rotated = first.body.refresh_token;
    expect(rotated).not.toBe(USER.refreshToken);
    expect((await refresh(simulator, rotated)).status).toBe(200);
    expect((await refresh(simulator, USER.refreshToken)).status).toBe(200);
  });

  it('given an unknown or revoked refresh token, answers 400 invalid_grant in Microsoft’s shape', async () => {
    const simulator = await graphFor();
    const rotated = (await refresh(simulator, USER.refreshToken)).body.refresh_token;
    simulator.revokeRefreshTokens(USER.id);
    for (const token of ['made-up', USER.refreshToken, rotated]) {
      expect(await refresh(simulator, token)).toMatchObject({
        status: 400,
        body: {
          error: 'invalid_grant',
          error_codes: [50173],
          error_description: expect.stringMatching(/^AADSTS50173: /),
        },
      });
    }
    expect((await refresh(simulator, STRANGER.refreshToken)).status).toBe(200);
  });

  it('given a refresh token older than 90 days, answers AADSTS700082', async () => {
    const clock = standingClock();
    const simulator = await graphFor({ clock });
    const rotated = (await refresh(simulator, USER.refreshToken)).body.refresh_token;
    clock.advance(90 * DAY);
    const renewed = (await refresh(simulator, rotated)).body.refresh_token;
    clock.advance(1);
    expect((await refresh(simulator, rotated)).body).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
    expect((await refresh(simulator, renewed)).status).toBe(200);
  });

  it('given another tenant or client than the only one there is, refuses', async () => {
    const simulator = await graphFor({ tenantId: 'lakes', client: { id: 'other-client' } });
    expect((await refresh(simulator, USER.refreshToken, 'elsewhere')).body).toMatchObject({ error_codes: [90002] });
    expect((await refresh(simulator, USER.refreshToken)).body).toMatchObject({ error: 'unauthorized_client' });
  });

  it('takes the client from HTTP basic as well, and refuses a wrong secret', async () => {
    const simulator = await graphFor({ client: { id: 'bellwether', secret: 's3' } });
    const ask = async (secret: string) => {
      const response = await fetch(`${simulator.loginUrl}/lakes/oauth2/v2.0/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`bellwether:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: USER.refreshToken }),
      });
      return response.status;
    };
    expect([await ask('s3'), await ask('wrong')]).toEqual([200, 401]);
  });

  it('given a form without a grant, answers 400 invalid_request', async () => {
    const simulator = await graphFor();
    const response = await postForm(`${simulator.loginUrl}/lakes/oauth2/v2.0/token`, { client_id: 'x' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('an access token', () => {
  it('is answered 401 when it is missing, unknown, expired or ended', async () => {
    const clock = standingClock();
    const simulator = await graphFor({ clock, liftQuotas: true });
    const expired = await userToken(simulator);
    expect((await call('GET', messages(simulator), expired)).status).toBe(200);
    clock.advance(3_600_000);
    const ended = await userToken(simulator);
    simulator.endAccessTokens();
    for (const token of ['', 'made-up', expired, ended]) {
      const answer = await call('GET', messages(simulator), token);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } });
    }
  });

  it('of an application by itself may not post: 401 Unauthorized', async () => {
    const simulator = await graphFor();
    const answer = await postForm(`${simulator.loginUrl}/lakes/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: 'bellwether',
    });
    const { access_token: token } = await json(answer);
    const posted = await call('POST', messages(simulator), token, { body: { content: 'x' } });
    expect(posted).toMatchObject({
      status: 401,
      body: {
        error: { code: 'Unauthorized', message: 'Unauthorized', innerError: { 'request-id': expect.any(String) } },
      },
    });
  });

  it('without the permission for an operation is answered 403', async () => {
    const reader = { ...USER, scopes: ['ChannelMessage.Read.All'] };
    const simulator = await graphFor({ users: [reader], liftQuotas: true });
    const token = await userToken(simulator, reader);
    expect((await call('GET', messages(simulator), token)).status).toBe(200);
    expect((await call('POST', messages(simulator), token, { body: { content: 'x' } })).status).toBe(403);
  });
});
