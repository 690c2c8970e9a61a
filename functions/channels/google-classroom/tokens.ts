import * as z from 'zod';
import type { MachineClock, MachineMs } from '../../core/clock.ts';
import type { AccountTokens, TokenOutcome } from '../../platform/accounts.ts';
import { type Answer, attempt, headersOf } from '../../platform/answer.ts';
import { guardedFetch } from '../../platform/guarded-fetch.ts';
import type { SignAssertion } from '../../platform/platform.ts';

/** Enough to create, list, change and remove announcements, and for nothing else (S-10). */
export const SCOPE = 'https://www.googleapis.com/auth/classroom.announcements';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ASSERTION_SECONDS = 3600;
const EARLY_MS = 5 * 60_000;
const MAX_KEPT = 500;
/** A teacher who was refused is not asked for again at once: a parcel holds up to 25 courses of one teacher. */
const REFUSAL_KEPT_MS = 60_000;

const Issued = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Refused = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

export type TeacherTokenDeps = {
  /** `https://oauth2.googleapis.com/token`; also the assertion's audience, so that a diverted one is worthless (S-30). */
  readonly tokenUrl: string;
  /** Adds the issuer, whose key it signs with. */
  readonly signAssertion: SignAssertion;
  readonly clock: MachineClock;
  readonly httpTimeoutMs: number;
};

/**
 * Access tokens to post as teachers, each minted by domain-wide delegation and kept in memory alone: at most 500, the one used longest
 * ago goes first, each renewed five minutes before it ends.
 */
export function teacherTokens(deps: TeacherTokenDeps): AccountTokens {
  const kept = new Map<string, { outcome: TokenOutcome; untilMs: MachineMs }>();
  const minting = new Map<string, Promise<TokenOutcome>>();
  const mint = mintWith(deps);

  const keep = (teacher: string, { outcome, forMs }: Minted): TokenOutcome => {
    kept.delete(teacher);
    if (forMs > 0) kept.set(teacher, { outcome, untilMs: deps.clock.now() + forMs });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return outcome;
  };

  return {
    async tokenFor(teacher) {
      const known = kept.get(teacher);
      if (known !== undefined && known.untilMs > deps.clock.now()) {
        kept.delete(teacher);
        kept.set(teacher, known);
        return known.outcome;
      }
      const running = minting.get(teacher) ?? mint(teacher).then((minted) => keep(teacher, minted));
      minting.set(teacher, running);
      // Not bound to the caller's signal: others wait for the same token.
      return running.finally(() => minting.delete(teacher));
    },
    distrust(teacher, token) {
      const outcome = kept.get(teacher)?.outcome;
      if (outcome?.kind === 'token' && outcome.token === token) kept.delete(teacher);
    },
  };
}

type Minted = { readonly outcome: TokenOutcome; readonly forMs: number };

function mintWith({
  tokenUrl,
  signAssertion,
  clock,
  httpTimeoutMs,
}: TeacherTokenDeps): (teacher: string) => Promise<Minted> {
  const guarded = guardedFetch(tokenUrl, 64 * 1024);
  return async (teacher) => {
    const iat = Math.floor(clock.now() / 1000);
    const claims = { sub: teacher, scope: SCOPE, aud: tokenUrl, iat, exp: iat + ASSERTION_SECONDS };
    const assertion = await signAssertion(claims).catch(() => undefined);
    if (assertion === undefined) return temporary('the request for an access token could not be signed');
    const answer = await attempt(AbortSignal.timeout(httpTimeoutMs), async () => {
      const body = new URLSearchParams({ grant_type: JWT_BEARER, assertion });
      const response = await guarded(tokenUrl, { method: 'POST', body, signal: AbortSignal.timeout(httpTimeoutMs) });
      const headers = headersOf({ retryAfter: response.headers.get('retry-after') }, clock.now());
      return { kind: 'answered', status: response.status, body: jsonOf(await response.text()), ...headers };
    });
    return read(answer);
  };
}

function read(answer: Answer): Minted {
  if (answer.kind === 'silent') return temporary(`Google's token endpoint could not be asked: ${answer.why}`);
  const { status, body } = answer;
  const issued = status === 200 ? Issued.safeParse(body) : undefined;
  if (issued?.success === true) {
    const { access_token: token, expires_in: seconds } = issued.data;
    return { outcome: { kind: 'token', token }, forMs: seconds * 1000 - EARLY_MS };
  }
  const error = Refused.safeParse(body).data?.error;
  // invalid_grant: the teacher is suspended, deleted or unknown; unauthorized_client: not covered by the delegation.
  if (error !== undefined && status >= 400 && status < 500 && status !== 429) {
    const reason = `Google gives no access token for the account (${error}): look whether it is active and the delegation stands`;
    return { outcome: { kind: 'refused', permanent: true, reason, error }, forMs: REFUSAL_KEPT_MS };
  }
  return temporary(`Google's token endpoint answered ${status}`, answer.retryAfterMs);
}

function temporary(reason: string, retryAfterMs?: number): Minted {
  const outcome = {
    kind: 'refused',
    permanent: false,
    reason,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  } as const;
  return { outcome, forMs: 0 };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
