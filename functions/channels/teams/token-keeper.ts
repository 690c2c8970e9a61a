import type { MachineClock } from '../../core/clock.ts';
import type { Ids } from '../../core/ids.ts';
import type { AccountTokens, TokenOutcome } from '../../platform/accounts.ts';
import type { Secrets } from '../../platform/platform.ts';
import { serviceUserSecret } from '../../names.ts';
import { KeptTokens, type TokenLeases } from './kept-tokens.ts';
import type { Renewal } from './renew.ts';

export type TokenKeeperDeps = {
  readonly secrets: Secrets;
  readonly leases: TokenLeases;
  readonly clock: MachineClock;
  readonly ids: Ids;
  readonly renew: (refreshToken: string) => Promise<Renewal>;
  /** Directory id of the token's user; undefined when it cannot be learned now. */
  readonly whoIs: (accessToken: string) => Promise<string | undefined>;
  readonly httpTimeoutMs: number;
};

export type TokenKeeper = AccountTokens & {
  /** Shows Microsoft the refresh token though an access token still serves: says whether the sign-in lives, and keeps it alive. Never throws. */
  renewed(serviceUser: string): Promise<TokenOutcome>;
  /** Directory ids of those of these service users whose tokens this keeper has had. */
  userIdsOf(serviceUsers: readonly string[]): ReadonlySet<string>;
};

const EARLY_MS = 5 * 60_000;
const REFUSAL_KEPT_MS = 60_000;
const WAIT_MS = 250;

type Kept = { readonly outcome: TokenOutcome; readonly untilMs: number; readonly userId?: string | undefined };

/**
 * Access tokens of the service users, each renewed by one process at a time: a lease says by whom, and what Microsoft answers is kept
 * as a secret before anybody uses it, so that the newest refresh token is never only in the memory of a function that may end.
 */
export function tokenKeeper(deps: TokenKeeperDeps): TokenKeeper {
  const { clock } = deps;
  const known = new Map<string, Kept>();
  const obtaining = new Map<string, Promise<TokenOutcome>>();
  const distrusted = new Map<string, string>();
  const owner = deps.ids.base32(16);

  const remember = (serviceUser: string, kept: Kept): TokenOutcome => {
    known.set(serviceUser, kept);
    return kept.outcome;
  };

  const obtain = async (serviceUser: string): Promise<TokenOutcome> => {
    // Longer than a holder may take: then its lease has ended, and it is ours to renew.
    for (const giveUpMs = clock.now() + 2 * leaseMs(deps); clock.now() < giveUpMs; await clock.sleep(WAIT_MS)) {
      const shared = usable(await readSecret(deps, serviceUser), clock.now(), distrusted.get(serviceUser));
      if (shared !== undefined) return remember(serviceUser, shared);
      const nowMs = clock.now();
      if (!(await deps.leases.acquire(serviceUser, owner, nowMs, nowMs + leaseMs(deps)))) continue;
      try {
        return remember(serviceUser, await renewHeld(deps, serviceUser, distrusted.get(serviceUser)));
      } finally {
        await deps.leases.release(serviceUser, owner);
      }
    }
    return temporary('another worker has been renewing the service user’s sign-in for too long');
  };

  const renewNow = async (serviceUser: string): Promise<TokenOutcome> => {
    const nowMs = clock.now();
    if (!(await deps.leases.acquire(serviceUser, owner, nowMs, nowMs + leaseMs(deps))))
      return temporary('another worker is renewing the service user’s sign-in');
    try {
      const kept = await exchange(deps, serviceUser, await readSecret(deps, serviceUser));
      // A refusal is not remembered: the token at hand posts for as long as it lives.
      return kept.outcome.kind === 'token' ? remember(serviceUser, kept) : kept.outcome;
    } finally {
      await deps.leases.release(serviceUser, owner);
    }
  };

  /** One of these is under way for a service user, whoever waits for it. What a store throws may hold more than may be kept: only that it failed is told. */
  const alone = (serviceUser: string, work: (user: string) => Promise<TokenOutcome>): Promise<TokenOutcome> => {
    const running = work(serviceUser)
      .catch(() => temporary('the service user’s tokens could not be read or kept'))
      .finally(() => obtaining.delete(serviceUser));
    obtaining.set(serviceUser, running);
    return running;
  };

  return {
    async tokenFor(serviceUser) {
      const kept = known.get(serviceUser);
      if (kept !== undefined && kept.untilMs > clock.now()) return kept.outcome;
      return obtaining.get(serviceUser) ?? alone(serviceUser, obtain);
    },
    distrust(serviceUser, token) {
      distrusted.set(serviceUser, token);
      const kept = known.get(serviceUser);
      if (kept?.outcome.kind === 'token' && kept.outcome.token === token)
        known.set(serviceUser, { ...kept, untilMs: 0 });
    },
    async renewed(serviceUser) {
      await obtaining.get(serviceUser);
      return alone(serviceUser, renewNow);
    },
    userIdsOf: (serviceUsers) => new Set(serviceUsers.flatMap((serviceUser) => known.get(serviceUser)?.userId ?? [])),
  };
}

async function renewHeld(deps: TokenKeeperDeps, serviceUser: string, badToken: string | undefined): Promise<Kept> {
  const before = await readSecret(deps, serviceUser);
  // Somebody may have renewed between our look and our lease.
  const shared = usable(before, deps.clock.now(), badToken);
  return shared ?? exchange(deps, serviceUser, before);
}

/** Shows Microsoft the refresh token, and keeps what it answers with before anybody uses it. */
async function exchange(deps: TokenKeeperDeps, serviceUser: string, before: KeptTokens): Promise<Kept> {
  const now = deps.clock.now();
  const renewed = await renewWithEither(deps, before);
  switch (renewed.kind) {
    case 'failed':
      return { outcome: temporary(renewed.reason), untilMs: 0, userId: before.userId };
    case 'ended': {
      const reason = 'the service user’s sign-in has ended: sign it in again (runbook: teams service user)';
      return {
        outcome: { kind: 'refused', permanent: true, reason, error: 'invalid_grant' },
        untilMs: now + REFUSAL_KEPT_MS,
        userId: before.userId,
      };
    }
    case 'renewed': {
      const { access, refreshToken, used } = renewed;
      const userId = before.userId ?? (await deps.whoIs(access.token));
      const after: KeptTokens = { refreshToken, previous: used, access, ...(userId !== undefined && { userId }) };
      await deps.secrets.put(serviceUserSecret(serviceUser), JSON.stringify(after));
      return { outcome: { kind: 'token', token: access.token }, untilMs: access.expiresAtMs - EARLY_MS, userId };
    }
  }
}

type Used = Exclude<Renewal, { kind: 'renewed' }> | (Extract<Renewal, { kind: 'renewed' }> & { readonly used: string });

/** The newest refresh token, then its predecessor. */
async function renewWithEither({ renew }: TokenKeeperDeps, { refreshToken, previous }: KeptTokens): Promise<Used> {
  const first = await renew(refreshToken);
  if (first.kind === 'renewed') return { ...first, used: refreshToken };
  if (first.kind === 'failed' || previous === undefined) return first;
  const second = await renew(previous);
  return second.kind === 'renewed' ? { ...second, used: previous } : second;
}

async function readSecret({ secrets }: TokenKeeperDeps, serviceUser: string): Promise<KeptTokens> {
  return KeptTokens.parse(JSON.parse(await secrets.get(serviceUserSecret(serviceUser), { fresh: true })));
}

function usable({ access, userId }: KeptTokens, nowMs: number, badToken: string | undefined): Kept | undefined {
  if (access === undefined || access.token === badToken || access.expiresAtMs - EARLY_MS <= nowMs) return undefined;
  return { outcome: { kind: 'token', token: access.token }, untilMs: access.expiresAtMs - EARLY_MS, userId };
}

/** Two refresh tokens may be tried, the user asked for, and the secret written. */
function leaseMs({ httpTimeoutMs }: TokenKeeperDeps): number {
  return 4 * httpTimeoutMs;
}

function temporary(reason: string): Extract<TokenOutcome, { kind: 'refused' }> {
  return { kind: 'refused', permanent: false, reason };
}
