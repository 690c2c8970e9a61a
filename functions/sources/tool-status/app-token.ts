import * as z from 'zod';
import type { MachineClock, MachineMs } from '../../core/clock.ts';
import { silenceOf } from '../../platform/answer.ts';
import { guardedFetch } from '../../platform/guarded-fetch.ts';

export type AppTokenDeps = {
  /** `https://login.microsoftonline.com`; the sandbox's own on loopback. */
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** A federated assertion for the app (S-11); absent only in the sandbox, where nobody vouches for a function. */
  readonly clientAssertion?: () => Promise<string>;
  readonly clock: MachineClock;
  readonly httpTimeoutMs: number;
};

/** An access token of the app by itself, or why there is none. Never throws. */
export type AppToken = () => Promise<AppTokenOutcome>;
type AppTokenOutcome = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly why: string };

const Issued = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Refused = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EARLY_MS = 5 * 60_000;

/** Tokens by client credentials, for what the app may read without a person: the tenant's service health. Kept until shortly before they end. */
export function appToken(deps: AppTokenDeps): AppToken {
  const url = `${deps.loginUrl}/${encodeURIComponent(deps.tenantId)}/oauth2/v2.0/token`;
  const ask = guardedFetch(deps.loginUrl, 64 * 1024);
  let kept: { token: string; untilMs: MachineMs } | undefined;
  return async () => {
    if (kept !== undefined && kept.untilMs > deps.clock.now()) return { ok: true, token: kept.token };
    try {
      const signal = AbortSignal.timeout(deps.httpTimeoutMs);
      const answer = await ask(url, { method: 'POST', body: await formOf(deps), signal });
      const body = jsonOf(await answer.text());
      const issued = answer.status === 200 ? Issued.safeParse(body).data : undefined;
      if (issued === undefined) return { ok: false, why: refusalOf(answer.status, body) };
      kept = { token: issued.access_token, untilMs: deps.clock.now() + issued.expires_in * 1000 - EARLY_MS };
      return { ok: true, token: issued.access_token };
    } catch (error) {
      const silence = silenceOf(error);
      return { ok: false, why: `no access token: ${silence.kind === 'silent' ? silence.why : ''}` };
    }
  };
}

async function formOf({ clientId, clientAssertion }: AppTokenDeps): Promise<URLSearchParams> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    scope: 'https://graph.microsoft.com/.default',
  });
  if (clientAssertion === undefined) return form;
  form.set('client_assertion_type', JWT_BEARER);
  form.set('client_assertion', await clientAssertion());
  return form;
}

function refusalOf(status: number, body: unknown): string {
  const error = Refused.safeParse(body).data?.error;
  return `no access token: it answered ${status}${error === undefined ? '' : ` ${error}`}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
