import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { SimulatorClock } from '../vendor/behaviour.ts';

/** A user whose refresh token the product holds. */
export type UserSeed = {
  readonly id: string;
  readonly displayName?: string;
  readonly refreshToken: string;
  /** Delegated permissions consented to; default: all that the product needs. */
  readonly scopes?: readonly string[];
};

/** The delegated permissions a service user has unless it is told others. */
export const DELEGATED_SCOPES: readonly string[] = [
  'ChannelMessage.Send',
  'ChannelMessage.ReadWrite',
  'ChannelMessage.Read.All',
  'Team.ReadBasic.All',
];

/** Whom an access token speaks for; `user` is absent for an application by itself. */
export type Caller = { readonly app: string; readonly user?: UserSeed };

/** A refresh token as the simulator keeps it over restarts. */
export const refreshTokenRow = z.object({
  kind: z.literal('refresh-token'),
  token: z.string(),
  userId: z.string(),
  issuedAt: z.number(),
});

/** One refresh-token row of the simulator's journal. */
export type RefreshToken = z.infer<typeof refreshTokenRow>;

/** A refusal of the login endpoint: OAuth's code, Microsoft's number and its sentence. */
export class LoginRefusal extends Error {
  override readonly name = 'LoginRefusal';
  readonly code: string;
  readonly aadsts: number;
  readonly status: 400 | 401;

  constructor(code: string, aadsts: number, message: string, status: 400 | 401 = 400) {
    super(`AADSTS${aadsts}: ${message}`);
    this.code = code;
    this.aadsts = aadsts;
    this.status = status;
  }
}

/** The login endpoint and its memory. Access tokens do not survive a restart, refresh tokens do. */
export type MicrosoftLogin = {
  /** Answers a form for a tenant; throws `LoginRefusal`. */
  issue(tenant: string, form: unknown): Record<string, string | number>;
  /** The caller of a request, or nothing for a token that is unknown, expired or revoked. */
  callerOf(authorization: string | undefined): Caller | undefined;
  /** Ends every access token given so far. */
  endAccessTokens(): void;
  /** Ends every refresh token of a user, as an administrator's "revoke all" does. */
  revokeRefreshTokens(userId: string): void;
};

type LoginDeps = {
  readonly users: readonly UserSeed[];
  readonly tenantId?: string | undefined;
  readonly client?: { readonly id: string; readonly secret?: string } | undefined;
  readonly found: readonly RefreshToken[];
  readonly write: (row: RefreshToken) => void;
  readonly clock: SimulatorClock;
};

const LIFETIME_SECONDS = 3599;
const REFRESH_LIFETIME_MS = 90 * 24 * 3600 * 1000;
const clientFields = { client_id: z.string().optional(), client_secret: z.string().optional() };
const formSchema = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), ...clientFields }),
  z.object({ grant_type: z.literal('client_credentials'), ...clientFields }),
]);

/**
 * Microsoft's token endpoint: each use of a refresh token answers with a new one and leaves the old one valid; one that is 90 days old
 * is dead (facts: microsoft-graph.md, 6).
 */
export function microsoftLogin({ users, tenantId, client, found, write, clock }: LoginDeps): MicrosoftLogin {
  const people = new Map(users.map((user) => [user.id, user]));
  const seeds = users.map(({ id, refreshToken }) => ({ token: refreshToken, userId: id, issuedAt: clock.now() }));
  const refreshTokens = new Map([...found, ...seeds].map((row) => [row.token, row]));
  const accessTokens = new Map<string, { caller: Caller; expiresAt: number }>();
  const access = (caller: Caller): Record<string, string | number> => {
    const token = `simulated.${randomBytes(24).toString('base64url')}`;
    accessTokens.set(token, { caller, expiresAt: clock.now() + LIFETIME_SECONDS * 1000 });
    return {
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      ext_expires_in: LIFETIME_SECONDS,
      access_token: token,
    };
  };
  return {
    issue(tenant, form) {
      if (tenantId !== undefined && tenant !== tenantId) {
        throw new LoginRefusal('invalid_request', 90002, `Tenant '${tenant}' not found.`);
      }
      const asked = formSchema.safeParse(form);
      if (!asked.success) throw new LoginRefusal('invalid_request', 900144, 'The request body is missing a parameter.');
      requireClient(client, asked.data);
      const app = asked.data.client_id ?? 'application';
      if (asked.data.grant_type === 'client_credentials') return access({ app });
      const { userId } = requireLive(refreshTokens.get(asked.data.refresh_token), clock.now());
      const user = people.get(userId);
      if (!user) throw new LoginRefusal('invalid_grant', 500341, 'The user account has been deleted.');
      const next = { token: `1.simulated-${randomBytes(32).toString('base64url')}`, userId, issuedAt: clock.now() };
      write({ kind: 'refresh-token', ...next });
      refreshTokens.set(next.token, next);
      const scope = (user.scopes ?? DELEGATED_SCOPES).join(' ');
      return { ...access({ app, user }), scope, refresh_token: next.token };
    },
    callerOf(authorization) {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
      const known = accessTokens.get(token);
      if (known && known.expiresAt > clock.now()) return known.caller;
      accessTokens.delete(token);
      return undefined;
    },
    endAccessTokens: () => accessTokens.clear(),
    revokeRefreshTokens(userId) {
      for (const [token, row] of refreshTokens) if (row.userId === userId) refreshTokens.delete(token);
    },
  };
}

function requireClient(
  client: LoginDeps['client'],
  given: { client_id?: string | undefined; client_secret?: string | undefined },
): void {
  if (!client) return;
  if (given.client_id !== client.id) {
    throw new LoginRefusal(
      'unauthorized_client',
      700016,
      `Application '${given.client_id}' was not found in the directory.`,
    );
  }
  if (client.secret !== undefined && given.client_secret !== client.secret) {
    throw new LoginRefusal('invalid_client', 7000215, 'Invalid client secret provided.', 401);
  }
}

function requireLive(row: Omit<RefreshToken, 'kind'> | undefined, now: number): Omit<RefreshToken, 'kind'> {
  if (!row) throw new LoginRefusal('invalid_grant', 50173, 'The provided grant has expired due to it being revoked.');
  if (now - row.issuedAt <= REFRESH_LIFETIME_MS) return row;
  throw new LoginRefusal('invalid_grant', 700082, 'The refresh token has expired due to inactivity.');
}
