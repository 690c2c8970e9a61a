import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportJWK, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';

/** The issuer of test tokens, the audience of those that have one, and the client of those that have none. */
export const issuer = 'https://issuer.test/pool';
export const audience = 'bellwether-test-api';
export const consoleClient = 'console-client';

/** The machine's now of API tests, in seconds. */
export const nowSeconds = 1_677_000_000;

export type TestKey = { readonly privateKey: KeyObject; readonly publicKey: KeyObject; readonly kid: string };

/** An RSA key pair of a made-up issuer. */
export function rsaKey(kid: string): TestKey {
  return { ...generateKeyPairSync('rsa', { modulusLength: 2048 }), kid };
}

/** The key that the API knows. */
export const ownKey = rsaKey('own');

/** A key set as an issuer publishes it; without `alg`, which is optional (RFC 7517), so that nothing but our own rule fixes the algorithm. */
export async function keySet(...keys: readonly TestKey[]): Promise<{ keys: object[] }> {
  const published = keys.map(async ({ publicKey, kid }) => ({
    ...(await exportJWK(publicKey)),
    kid,
    use: 'sig',
  }));
  return { keys: await Promise.all(published) };
}

const common = { iss: issuer, token_use: 'access', iat: nowSeconds - 60, exp: nowSeconds + 840 };

/** The two shapes of access tokens: the sandbox's has an audience, Cognito's names the client in its place. */
export const shapes = {
  sandbox: { ...common, aud: audience, client_id: 'whatever' },
  cognito: { ...common, client_id: consoleClient },
} as const;
export type Shape = keyof typeof shapes;

/** Claims of a person who has just signed in. */
export function person(groups: readonly string[], shape: Shape = 'cognito'): JWTPayload {
  const sub = `person-${groups.join('-')}`;
  return {
    ...shapes[shape],
    sub,
    username: `Person ${groups.join(' ')}`,
    'cognito:groups': groups,
    auth_time: nowSeconds - 60,
  };
}

/** Claims of a machine with scopes `bellwether/<each>`. */
export function machine(scopes: readonly string[], shape: Shape = 'cognito'): JWTPayload {
  return {
    ...shapes[shape],
    sub: `machine-${scopes.join('-')}`,
    scope: scopes.map((scope) => `bellwether/${scope}`).join(' '),
  };
}

/** A signed token. */
export function signed(
  claims: JWTPayload,
  key: TestKey = ownKey,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid, ...header }).sign(key.privateKey);
}

/** An unsigned token that says `alg: none`. */
export function unsigned(claims: JWTPayload): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}
