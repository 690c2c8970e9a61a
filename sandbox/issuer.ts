import { createServer } from 'node:http';
import { exportJWK, importPKCS8 } from 'jose';
import Provider, { type Payload } from 'oidc-provider';
import type { Settings } from '../functions/platform/settings.ts';
import { close, listen } from './listen.ts';
import { newRsaKey, randomSecret, type FileSecrets } from './keys.ts';

/** Whom the sandbox knows: one machine and three people, each a client of the issuer. */
export const sandboxClients = ['ops', 'administrator', 'approver', 'viewer'] as const;
export type SandboxClient = (typeof sandboxClients)[number];

export type Issuer = {
  readonly settings: Settings['issuer'];
  readonly tokenUrl: string;
  readonly clients: Readonly<Record<SandboxClient, { id: string; secret: string }>>;
  close(): Promise<void>;
};

const audience = 'bellwether-sandbox-api';

/** The names that entries record for the three people. */
const people: Readonly<Partial<Record<SandboxClient, string>>> = {
  administrator: 'Sandbox Administrator',
  approver: 'Sandbox Approver',
  viewer: 'Sandbox Viewer',
};

/**
 * An OpenID provider on loopback. Its client-credentials grant makes a machine's token for `ops` and *person-shaped* tokens (groups,
 * username, sign-in time, a `sub` of their own) for the three people: the API has no exception for the sandbox (S-01).
 */
export async function startIssuer(secrets: FileSecrets, port = 0): Promise<Issuer> {
  const client = async (name: SandboxClient): Promise<{ id: string; secret: string }> => ({
    id: `sandbox-${name}`,
    secret: await secrets.ensure(`issuer-client-${name}`, randomSecret),
  });
  const clients = {
    ops: await client('ops'),
    administrator: await client('administrator'),
    approver: await client('approver'),
    viewer: await client('viewer'),
  };
  const key = await importPKCS8(await secrets.ensure('issuer-key', newRsaKey), 'RS256', { extractable: true });
  const jwk = { ...(await exportJWK(key)), kid: 'sandbox-issuer', use: 'sig', alg: 'RS256' };
  const server = createServer();
  const url = await listen(server, port);
  server.on('request', new Provider(url, configuration(clients, jwk)).callback());
  return {
    settings: { url, jwksUrl: `${url}/jwks`, audience, clientIds: [] },
    tokenUrl: `${url}/token`,
    clients,
    close: () => close(server),
  };
}

function configuration(clients: Issuer['clients'], jwk: object): object {
  return {
    clients: Object.values(clients).map(({ id, secret }) => ({
      client_id: id,
      client_secret: secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_basic',
    })),
    adapter: Unkept,
    jwks: { keys: [jwk] },
    scopes: ['bellwether/ops'],
    ttl: { ClientCredentials: 3600 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:bellwether:sandbox:api',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'bellwether/ops',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
        }),
      },
    },
    formats: {
      customizers: {
        jwt: (_ctx: unknown, _token: unknown, parts: { payload: Payload }) => shapeToken(parts.payload),
      },
    },
  };
}

/** Gives a token the claims that Cognito's would have: groups for people, a scope for the machine. */
function shapeToken(payload: Payload): void {
  payload['token_use'] = 'access';
  const name = String(payload['client_id']).replace(/^sandbox-/, '');
  const person = sandboxClients.find((client) => client === name && client in people);
  if (person === undefined) {
    payload['scope'] = 'bellwether/ops';
    return;
  }
  Object.assign(payload, {
    sub: `person-${person}`,
    username: people[person],
    'cognito:groups': [person],
    auth_time: Math.floor(Date.now() / 1000),
  });
  delete payload['scope'];
}

/** The provider keeps nothing: its access tokens are signed texts, and it knows no sessions. */
class Unkept {
  async upsert(): Promise<void> {}
  async find(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}
