import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import * as z from 'zod';
import type { MachineClock } from '../core/clock.ts';
import { Unauthenticated } from './errors.ts';
import { roles, type Principal, type Role } from './principal.ts';
import type { KeySource } from './signing-keys.ts';

/** Whose tokens are accepted: the issuer exactly; `audience` for tokens with `aud`, `clientIds` for those without (Cognito). */
export type AuthSettings = {
  readonly issuer: string;
  readonly audience: string;
  readonly clientIds: readonly string[];
};

/** The caller of a request by its `Authorization` header; throws `Unauthenticated`. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

const toleranceSeconds = 30;

const Claims = z.object({
  sub: z.string().min(1).max(200),
  token_use: z.literal('access'),
  client_id: z.string().max(200).optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  scope: z.string().default(''),
  username: z.string().min(1).max(200).optional(),
  'cognito:groups': z.array(z.string()).default([]),
  auth_time: z.int().optional(),
});
type Claims = z.infer<typeof Claims>;

/**
 * Checks access tokens (S-08): RS256 and nothing else, the configured keys and no others, whatever the token's header points at. Person
 * and machine are told apart by `username`; ID tokens are refused.
 */
export function authenticator(settings: AuthSettings, keys: KeySource, clock: MachineClock): Authenticate {
  return async (authorization) => {
    const token = bearer(authorization);
    const claims = Claims.safeParse(await verified(token, settings, keys, clock));
    if (!claims.success) throw refused('it is no access token');
    if (!isForUs(claims.data, settings)) throw refused('it was issued for somebody else');
    return principalOf(claims.data);
  };
}

function bearer(authorization: string | undefined): string {
  if (authorization === undefined) throw new Unauthenticated('Send an access token: `Authorization: Bearer <token>`.');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (token === undefined || token.length > 16_384) throw refused('it is no signed token');
  return token;
}

async function verified(
  token: string,
  settings: AuthSettings,
  source: KeySource,
  clock: MachineClock,
): Promise<JWTPayload> {
  const verify = async (missed: boolean): Promise<JWTPayload> => {
    const keys = createLocalJWKSet(await source.keys({ missed }));
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: settings.issuer,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(clock.now()),
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  };
  try {
    return await verify(false).catch((error: unknown) => {
      // The issuer may have turned to a new key since we last looked.
      if (error instanceof errors.JWKSNoMatchingKey) return verify(true);
      throw error;
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused('it has expired');
    if (error instanceof errors.JOSEError) throw refused('it is not a valid token of our sign-in service');
    throw error;
  }
}

function refused(why: string): Unauthenticated {
  return new Unauthenticated(
    `The token is refused, for ${why}: get a new access token and repeat the request.`,
    'invalid_token',
  );
}

/** Cognito's access tokens have no `aud`: there the client stands for it. An empty setting matches nothing. */
function isForUs({ aud, client_id }: Claims, { audience, clientIds }: AuthSettings): boolean {
  if (aud !== undefined) return audience !== '' && [aud].flat().includes(audience);
  return client_id !== undefined && clientIds.includes(client_id);
}

function principalOf(claims: Claims): Principal {
  const { sub, username, client_id, auth_time } = claims;
  if (username !== undefined) {
    const held = roles.filter((role) => claims['cognito:groups'].includes(role));
    return {
      kind: 'person',
      sub,
      name: username,
      roles: held,
      ...(auth_time === undefined ? {} : { authTime: auth_time }),
    };
  }
  const scopes = claims.scope.split(' ');
  const granted = roles.filter((role) => scopes.includes(`bellwether/${role}`)).map(endingAtOps);
  return { kind: 'machine', sub, name: client_id ?? sub, roles: [...new Set(granted)] };
}

/** A machine reads and reports; it never decides (S-01). */
function endingAtOps(role: Role): Role {
  return role === 'administrator' ? 'ops' : role === 'approver' ? 'viewer' : role;
}
