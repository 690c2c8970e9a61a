import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  JWT_BEARER,
  announcements,
  assertion,
  call,
  classroomFor,
  json,
  postForm,
  serviceAccount,
  standingClock,
  tokenFor,
} from './support.ts';

const ANA = 'ana@lakes.example';
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

async function ask(tokenUrl: string, signed: string, grant = JWT_BEARER) {
  const response = await postForm(tokenUrl, { grant_type: grant, assertion: signed });
  return { status: response.status, body: await json(response) };
}

describe('the Google token endpoint', () => {
  it('given an assertion for a teacher, answers with a bearer token of an hour', async () => {
    const { tokenUrl } = await classroomFor();
    const answer = await ask(tokenUrl, await assertion(tokenUrl, { sub: ANA }));
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3599 } });
    expect(answer.body.access_token).toMatch(/^ya29\./);
  });

  it.each([
    ['another key', {}, otherKey, 'Invalid JWT Signature.'],
    ['another audience', { aud: 'https://oauth2.googleapis.com/token' }, undefined, /audience/],
    ['an unknown issuer', { iss: 'stranger@lakes.example' }, undefined, /account not found/],
    ['an unknown subject', { sub: 'nobody@lakes.example' }, undefined, 'Invalid email or User ID'],
    ['an old assertion', { iat: 1_600_000_000 }, undefined, /short-lived/],
  ])('given %s, answers 400 invalid_grant', async (_name, parts, key, description) => {
    const { tokenUrl } = await classroomFor();
    const answer = await ask(tokenUrl, await assertion(tokenUrl, { sub: ANA, ...parts }, key));
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe('invalid_grant');
    expect(answer.body.error_description).toEqual(
      typeof description === 'string' ? description : expect.stringMatching(description),
    );
  });

  it('given an assertion that is no JWT, answers 400 invalid_grant', async () => {
    const { tokenUrl } = await classroomFor();
    expect(await ask(tokenUrl, 'nonsense')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('given an unsigned assertion, answers 400 invalid_grant', async () => {
    const { tokenUrl } = await classroomFor();
    const [, payload] = (await assertion(tokenUrl, { sub: ANA })).split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect(await ask(tokenUrl, unsigned)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('given a scope the district has not granted, answers 401 unauthorized_client', async () => {
    const { tokenUrl } = await classroomFor();
    const scope = 'https://www.googleapis.com/auth/drive';
    const answer = await ask(tokenUrl, await assertion(tokenUrl, { sub: ANA, scope }));
    expect(answer).toMatchObject({ status: 401, body: { error: 'unauthorized_client' } });
  });

  it('given another grant type, answers 400 unsupported_grant_type', async () => {
    const { tokenUrl } = await classroomFor();
    const answer = await ask(tokenUrl, await assertion(tokenUrl, { sub: ANA }), 'password');
    expect(answer).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  });

  it('given a suspended owner, refuses a new token and ends the old one', async () => {
    const simulator = await classroomFor();
    const token = await tokenFor(simulator, ANA);
    simulator.suspend(ANA);
    expect((await call('GET', announcements(simulator), token)).status).toBe(401);
    const answer = await ask(simulator.tokenUrl, await assertion(simulator.tokenUrl, { sub: ANA }));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('an access token', () => {
  it('is answered 401 UNAUTHENTICATED when it is missing, unknown, expired or revoked', async () => {
    const clock = standingClock();
    const simulator = await classroomFor({ clock });
    const iat = Math.floor(clock.now() / 1000);
    const expired = await tokenFor(simulator, ANA, { iat });
    expect((await call('GET', announcements(simulator), expired)).status).toBe(200);
    clock.advance(3_600_000);
    const revoked = await tokenFor(simulator, ANA, { iat: iat + 3600 });
    simulator.revokeTokens();
    for (const token of ['', 'made-up', expired, revoked]) {
      const answer = await call('GET', announcements(simulator), token);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 401, status: 'UNAUTHENTICATED' } } });
    }
  });

  it('without the posting scope may list and not create', async () => {
    const simulator = await classroomFor();
    const scope = 'https://www.googleapis.com/auth/classroom.announcements.readonly';
    const token = await tokenFor(simulator, ANA, { scope });
    expect((await call('GET', announcements(simulator), token)).status).toBe(200);
    const answer = await call('POST', announcements(simulator), token, { text: 'x' });
    expect(answer).toMatchObject({ status: 403, body: { error: { status: 'PERMISSION_DENIED' } } });
  });

  it('of an account with other scopes granted keeps to those', async () => {
    const scopes = ['https://www.googleapis.com/auth/classroom.courses.readonly'];
    const { tokenUrl } = await classroomFor({ serviceAccounts: [{ ...serviceAccount, scopes }] });
    const answer = await ask(tokenUrl, await assertion(tokenUrl, { sub: ANA, iss: ACCOUNT }));
    expect(answer.status).toBe(401);
  });
});
