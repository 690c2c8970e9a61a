import * as z from 'zod';
import type { Issuer, SandboxClient } from '../issuer.ts';

/** An answer of the API: its status and its parsed body. */
export type Answer = { readonly status: number; readonly body: unknown };

/** The API as a script uses it: real tokens from the issuer, real HTTP. */
export type Client = {
  call(who: SandboxClient, method: string, path: string, body?: unknown, key?: string): Promise<Answer>;
  /** A bearer token of somebody, for requests that are not JSON. */
  token(who: SandboxClient): Promise<string>;
};

const Token = z.object({ access_token: z.string(), expires_in: z.number() });

/** A client of the API that asks the issuer for a token of whoever acts. */
export function apiClient(apiUrl: string, issuer: Pick<Issuer, 'tokenUrl' | 'clients'>): Client {
  const tokens = new Map<SandboxClient, { value: string; until: number }>();
  const tokenOf = async (who: SandboxClient): Promise<string> => {
    const known = tokens.get(who);
    if (known !== undefined && known.until > Date.now()) return known.value;
    const { id, secret } = issuer.clients[who];
    const response = await fetch(issuer.tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const token = Token.parse(await response.json());
    // A fresh sign-in is asked for on decisive routes: a token is used for five minutes at most.
    tokens.set(who, { value: token.access_token, until: Date.now() + 300_000 });
    return token.access_token;
  };
  return {
    token: tokenOf,
    call: async (who, method, path, body, key) => {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await tokenOf(who)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
