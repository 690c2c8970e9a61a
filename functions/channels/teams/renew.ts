import * as oauth from 'oauth4webapi';
import type { MachineMs } from '../../core/clock.ts';
import { silenceOf } from '../../platform/answer.ts';
import { guardedFetch, isLoopback } from '../../platform/guarded-fetch.ts';
import type { KeptTokens } from './kept-tokens.ts';

/** The delegated permissions that posting, looking and removing need, and seeing whether one is a member. */
const SCOPE = ['ChannelMessage.Send', 'ChannelMessage.ReadWrite', 'ChannelMessage.Read.All', 'Team.ReadBasic.All']
  .map((permission) => `https://graph.microsoft.com/${permission}`)
  .concat('offline_access')
  .join(' ');

export type EntraClient = {
  /** `https://login.microsoftonline.com`; the sandbox's own on loopback. */
  readonly loginUrl: string;
  readonly tenantId: string;
  /** Application id of the Entra app. */
  readonly clientId: string;
  /** A federated assertion for the app (S-11); absent only where the app is a public client, as in the sandbox. */
  readonly clientAssertion?: () => Promise<string>;
  readonly httpTimeoutMs: number;
  readonly now: () => MachineMs;
};

/** What became of a refresh token that was shown to Microsoft. */
export type Renewal =
  | { readonly kind: 'renewed'; readonly access: NonNullable<KeptTokens['access']>; readonly refreshToken: string }
  /** `invalid_grant`: revoked, 90 days unused, or its user is gone. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Uses a refresh token once; Microsoft answers with an access token and usually a successor. */
export function renewWith(client: EntraClient): (refreshToken: string) => Promise<Renewal> {
  const token_endpoint = `${client.loginUrl}/${encodeURIComponent(client.tenantId)}/oauth2/v2.0/token`;
  const server = { issuer: client.loginUrl, token_endpoint } satisfies oauth.AuthorizationServer;
  const guarded = guardedFetch(client.loginUrl, 256 * 1024);
  return async (refreshToken) => {
    try {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        { client_id: client.clientId },
        authentication(client),
        refreshToken,
        {
          additionalParameters: { scope: SCOPE },
          signal: AbortSignal.timeout(client.httpTimeoutMs),
          [oauth.customFetch]: (address, init) => guarded(address, asRequestInit(init)),
          // Plain http is for the sandbox's loopback; the guard refuses it elsewhere as well.
          [oauth.allowInsecureRequests]: isLoopback(client.loginUrl),
        },
      );
      const { status } = response;
      if (status >= 500 || status === 429) return failed(`Microsoft's token endpoint answered ${status}`);
      const issued = await oauth.processRefreshTokenResponse(server, { client_id: client.clientId }, response);
      const expiresAtMs = client.now() + (issued.expires_in ?? 0) * 1000;
      const access = { token: issued.access_token, expiresAtMs };
      return { kind: 'renewed', access, refreshToken: issued.refresh_token ?? refreshToken };
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** Its fields name the body `body: URLSearchParams | undefined` and so on; fetch takes them as they are, but for the absent ones. */
function asRequestInit({ body, headers, method, signal }: Init): RequestInit {
  return { method, headers, ...(body && { body }), ...(signal && { signal }) };
}

type Init = {
  readonly body?: URLSearchParams | undefined;
  readonly headers: Record<string, string>;
  readonly method: string;
  readonly signal?: AbortSignal;
};

function authentication({ clientAssertion }: EntraClient): oauth.ClientAuth {
  if (clientAssertion === undefined) return oauth.None();
  return async (_server, { client_id }, body) => {
    body.set('client_id', client_id);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', await clientAssertion());
  };
}

function failureOf(error: unknown): Renewal {
  if (error instanceof oauth.ResponseBodyError) {
    if (error.error === 'invalid_grant') return { kind: 'ended' };
    const code = /^[a-z_]{1,40}$/.test(error.error) ? error.error : 'an error';
    return failed(`Microsoft's token endpoint answered ${error.status} ${code}`);
  }
  if (error instanceof oauth.OperationProcessingError)
    return failed("Microsoft's token endpoint answered in no known form");
  const silence = silenceOf(error);
  return failed(`Microsoft's token endpoint could not be asked: ${silence.kind === 'silent' ? silence.why : ''}`);
}

function failed(reason: string): Renewal {
  return { kind: 'failed', reason };
}
