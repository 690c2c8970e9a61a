import type { JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { authenticator } from '../../../functions/api/auth.ts';
import { Unauthenticated } from '../../../functions/api/errors.ts';
import { keySource } from '../../../functions/api/signing-keys.ts';
import {
  audience,
  consoleClient,
  issuer,
  keySet,
  machine,
  nowSeconds,
  ownKey,
  person,
  rsaKey,
  signed,
  unsigned,
  type Shape,
} from '../../support/tokens.ts';

const clock = { now: () => nowSeconds * 1000, sleep: async () => undefined };
const settings = { issuer, audience, clientIds: [consoleClient] };
const authenticate = authenticator(settings, keySource({ fetchKeys: () => keySet(ownKey), clock }), clock);
const principal = async (claims: JWTPayload) => authenticate(`Bearer ${await signed(claims)}`);
const foreignKey = rsaKey('own');

describe.each<Shape>(['sandbox', 'cognito'])("a token of the %s's shape", (shape) => {
  it('of a person has the roles of its groups and the time of its sign-in', async () => {
    const claims = { ...person(['administrator', 'approver', 'board'], shape), scope: 'bellwether/ops' };
    expect(await principal(claims)).toEqual({
      kind: 'person',
      sub: claims.sub,
      name: 'Person administrator approver board',
      roles: ['administrator', 'approver'],
      authTime: nowSeconds - 60,
    });
  });

  it.each([
    [['viewer'], ['viewer']],
    [['ops'], ['ops']],
    [['administrator'], ['ops']],
    [['approver'], ['viewer']],
    [['ops', 'administrator'], ['ops']],
    [['root'], []],
  ])('of a machine with the scopes %j has the roles %j', async (scopes, roles) => {
    const claims = { ...machine(scopes, shape), 'cognito:groups': ['administrator'] };
    expect(await principal(claims)).toMatchObject({ kind: 'machine', roles });
  });

  it.each<[string, Record<string, unknown>]>([
    ['expired', { exp: nowSeconds - 31 }],
    ['without an end', { exp: undefined }],
    ['not valid yet', { nbf: nowSeconds + 31 }],
    ['of another issuer', { iss: `${issuer}/` }],
    ['an ID token', { token_use: 'id' }],
    ['of no stated use', { token_use: undefined }],
    ['for another audience', { aud: 'somebody-else' }],
    ['of nobody', { sub: undefined }],
  ])('that is %s is refused', async (_what, changes) => {
    await expect(principal({ ...person(['administrator'], shape), ...changes })).rejects.toThrow(Unauthenticated);
  });

  it('is still good within the tolerance', async () => {
    expect(await principal({ ...person(['viewer'], shape), exp: nowSeconds - 29 })).toMatchObject({ kind: 'person' });
  });
});

describe('whose token it is', () => {
  it('a token without an audience is refused when its client is not on the list', async () => {
    const claims = { ...person(['administrator']), client_id: 'another-client' };
    await expect(principal(claims)).rejects.toThrow('issued for somebody else');
  });

  it('an audience is never matched by an empty setting, nor replaced by a listed client', async () => {
    const keys = keySource({ fetchKeys: () => keySet(ownKey), clock });
    const open = authenticator({ ...settings, audience: '' }, keys, clock);
    const token = await signed({ ...person(['administrator']), aud: '' });
    await expect(open(`Bearer ${token}`)).rejects.toThrow(Unauthenticated);
  });
});

describe('a signature', () => {
  const claims = person(['administrator']);

  it.each<[string, () => Promise<string>]>([
    ['that is missing', async () => unsigned(claims)],
    ['by a foreign key of the same id', () => signed(claims, foreignKey)],
    [
      'by a key that the token brings along',
      async () => {
        const [jwk] = (await keySet(foreignKey)).keys;
        return signed(claims, foreignKey, { jwk: { ...jwk }, jku: 'https://evil.test/jwks', kid: 'evil' });
      },
    ],
    ['of another algorithm by the right key', () => signed(claims, ownKey, { alg: 'PS256' })],
    [
      'over other claims',
      async () => {
        const [head, , tail] = (await signed(claims)).split('.');
        const [, body] = unsigned({ ...claims, 'cognito:groups': ['approver'] }).split('.');
        return `${head}.${body}.${tail}`;
      },
    ],
  ])('%s is refused', async (_what, make) => {
    await expect(authenticate(`Bearer ${await make()}`)).rejects.toThrow(Unauthenticated);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic b3BzOm9wcw==',
    'Bearer a.b',
    'Bearer a.b.c',
    `Bearer ${'a'.repeat(20_000)}.b.c`,
  ])('in the header %j is refused', async (header) => {
    await expect(authenticate(header)).rejects.toThrow(Unauthenticated);
  });

  it('is asked for without an error code only when nothing was sent', async () => {
    const challenge = async (header: string | undefined) =>
      authenticate(header).catch((error: unknown) => (error instanceof Unauthenticated ? error.challenge : error));
    expect(await challenge(undefined)).toBe('Bearer realm="bellwether"');
    expect(await challenge('Bearer a.b.c')).toBe('Bearer realm="bellwether", error="invalid_token"');
  });
});
