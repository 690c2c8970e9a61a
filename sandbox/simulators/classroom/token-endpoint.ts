import { type KeyObject, createPublicKey, randomBytes } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import * as z from 'zod';
import type { SimulatorClock } from '../vendor/behaviour.ts';

/** The scopes that the simulated district has granted to a service account by domain-wide delegation, unless it is told others. */
export const DELEGATED_SCOPES: readonly string[] = [
  'https://www.googleapis.com/auth/classroom.announcements',
  'https://www.googleapis.com/auth/classroom.announcements.readonly',
  'https://www.googleapis.com/auth/classroom.courses.readonly',
  'https://www.googleapis.com/auth/classroom.rosters.readonly',
];

/** A service account that may ask for tokens. */
export type ServiceAccount = {
  readonly email: string;
  /** PEM (SPKI), or the key itself. */
  readonly publicKey: string | KeyObject;
  /** The developer project: who made a post, and whose quota is used. Default: the account's e-mail. */
  readonly projectId?: string;
  readonly scopes?: readonly string[];
};

/** Whom an access token speaks for. */
export type Caller = { readonly email: string; readonly projectId: string; readonly scopes: ReadonlySet<string> };

/** A refusal of the token endpoint, in OAuth's shape. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly code: string;
  readonly status: 400 | 401;

  constructor(code: string, description: string, status: 400 | 401 = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}

/** The token endpoint and its memory. Access tokens do not survive a restart; assertions can be sent again. */
export type GoogleTokens = {
  /** Answers a form; throws `TokenRefusal`. `audience` is the endpoint's own address. */
  issue(form: unknown, audience: string): Promise<{ access_token: string; expires_in: number; token_type: 'Bearer' }>;
  /** The caller of a request, or nothing for a token that is unknown, expired or revoked. */
  callerOf(authorization: string | undefined): Caller | undefined;
  /** Ends every access token given so far. */
  revokeAll(): void;
  /** Takes the domain-wide delegation away, or gives it back. Tokens from before live on to their end. */
  setGrant(granted: boolean): void;
};

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LIFETIME_SECONDS = 3599;
const formSchema = z.object({ grant_type: z.literal(JWT_BEARER), assertion: z.string() });
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().optional(),
  scope: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
});

type TokenDeps = {
  readonly accounts: readonly ServiceAccount[];
  readonly clock: SimulatorClock;
  /** Whether the subject can be impersonated: not for an account that is unknown or suspended. */
  readonly knows: (email: string) => boolean;
};

/** Google's token endpoint for service accounts that act for people (facts: google-classroom.md, 2.2 and 2.3). */
export function googleTokens({ accounts, clock, knows }: TokenDeps): GoogleTokens {
  const keys = new Map(accounts.map((account) => [account.email, { account, key: keyOf(account.publicKey) }]));
  const tokens = new Map<string, { caller: Caller; expiresAt: number }>();
  let granted = true;
  return {
    async issue(form, audience) {
      const { assertion } = parseForm(form);
      const claims = parseClaims(assertion);
      const signer = keys.get(claims.iss);
      if (!signer) throw new TokenRefusal('invalid_grant', 'Invalid grant: account not found');
      await verify(assertion, signer.key, audience, clock);
      const { account } = signer;
      const scopes = grantedScopes(claims.scope, granted ? (account.scopes ?? DELEGATED_SCOPES) : []);
      const email = claims.sub ?? account.email;
      if (!knows(email)) throw new TokenRefusal('invalid_grant', 'Invalid email or User ID');
      const token = `ya29.simulated-${randomBytes(24).toString('base64url')}`;
      const caller = { email, projectId: account.projectId ?? account.email, scopes };
      tokens.set(token, { caller, expiresAt: clock.now() + LIFETIME_SECONDS * 1000 });
      return { access_token: token, expires_in: LIFETIME_SECONDS, token_type: 'Bearer' };
    },
    callerOf(authorization) {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
      const known = tokens.get(token);
      if (known && known.expiresAt > clock.now() && knows(known.caller.email)) return known.caller;
      tokens.delete(token);
      return undefined;
    },
    revokeAll: () => tokens.clear(),
    setGrant: (next) => void (granted = next),
  };
}

function keyOf(key: string | KeyObject): KeyObject {
  return typeof key === 'string' ? createPublicKey(key) : key;
}

function parseForm(form: unknown): z.infer<typeof formSchema> {
  const parsed = formSchema.safeParse(form);
  if (parsed.success) return parsed.data;
  throw new TokenRefusal('unsupported_grant_type', 'Invalid grant_type or missing assertion.');
}

function parseClaims(assertion: string): z.infer<typeof claimsSchema> {
  try {
    return claimsSchema.parse(decodeJwt(assertion));
  } catch {
    throw new TokenRefusal('invalid_grant', 'Bad Request: the assertion is not a JWT with iss, iat and exp.');
  }
}

const BAD_TIMES =
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';

async function verify(assertion: string, key: KeyObject, audience: string, clock: SimulatorClock): Promise<void> {
  const currentDate = new Date(clock.now());
  try {
    await jwtVerify(assertion, key, {
      algorithms: ['RS256'],
      audience,
      currentDate,
      clockTolerance: 60,
      maxTokenAge: 3600,
    });
  } catch (cause) {
    throw new TokenRefusal('invalid_grant', reasonOf(cause));
  }
}

function reasonOf(cause: unknown): string {
  const { code, claim } = z.object({ code: z.string().catch(''), claim: z.string().catch('') }).parse(cause);
  if (claim === 'aud') return 'Invalid JWT: Failed audience check.';
  return code === 'ERR_JWT_EXPIRED' || claim === 'iat' || claim === 'exp' ? BAD_TIMES : 'Invalid JWT Signature.';
}

function grantedScopes(asked: string | undefined, granted: readonly string[]): ReadonlySet<string> {
  const scopes = (asked ?? '').split(' ').filter((scope) => scope !== '');
  if (scopes.length === 0)
    throw new TokenRefusal('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  if (scopes.every((scope) => granted.includes(scope))) return new Set(scopes);
  throw new TokenRefusal(
    'unauthorized_client',
    'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    401,
  );
}
