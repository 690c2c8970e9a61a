import { randomUUID } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { Behaviour } from '../vendor/behaviour.ts';
import type { WireEnv } from '../vendor/http-server.ts';
import { misbehave } from '../vendor/misbehave.ts';
import { GraphRefusal, graphErrorBody, graphErrorFor } from './errors.ts';
import { type HappeningPlace, happen } from './happen.ts';
import { DELEGATED_SCOPES, LoginRefusal, type MicrosoftLogin } from './login.ts';
import { messageView } from './message.ts';
import { type Ask, type OperationDeps, get, list, patch, post, skipToken, softDelete } from './operations.ts';
import type { ServiceHealth } from './service-health.ts';
import type { GraphQuota, RequestKind } from './quota.ts';

/** What the HTTP surface of the simulated Graph stands on. */
export type GraphDeps = {
  readonly operations: OperationDeps;
  readonly login: MicrosoftLogin;
  readonly quota: GraphQuota;
  readonly behaviour: Behaviour;
  /** Seconds in the Retry-After of a 429 over the limits; null: none, as has been seen. */
  readonly retryAfter: number | null;
  readonly url: () => string;
  readonly health: ServiceHealth;
};

type Wire = Context<WireEnv>;

const CHANNEL = '/v1.0/teams/:teamId/channels/:channelId/messages';
const SCOPES = {
  post: ['ChannelMessage.Send'],
  read: ['ChannelMessage.Read.All'],
  team: ['Team.ReadBasic.All'],
  other: ['ChannelMessage.ReadWrite'],
} as const satisfies Record<RequestKind, readonly string[]>;

/** The routes of the login endpoint and of channel messages. */
export function graphApp(deps: GraphDeps): Hono<WireEnv> {
  const { operations, behaviour, login } = deps;
  const app = new Hono<WireEnv>();
  const shape = (status: number): unknown => graphErrorFor(status, behaviour.clock.now());
  const at = (operation: string): MiddlewareHandler<WireEnv> =>
    misbehave(operation, {
      behaviour,
      shape,
      targetOf: (c) => c.req.param('channelId') ?? '',
      happen: (what, c, made) => happen({ ...operations, login }, what, placeOf(deps, c, made)),
    });

  app.post('/:tenant/oauth2/v2.0/token', at('token'), async (c) =>
    c.json(login.issue(c.req.param('tenant'), { ...(await c.req.parseBody()), ...basicClient(c) })),
  );

  // Who a token speaks for: tokens here are no JWTs that would say so themselves.
  app.get('/v1.0/me', at('me'), (c) => {
    const user = login.callerOf(c.req.header('authorization'))?.user;
    if (!user) throw new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token is empty, expired or unknown.');
    return c.json({ id: user.id, displayName: user.displayName ?? user.id });
  });

  // With application permission: a token of the app by itself; a service user has not consented to it.
  app.get('/v1.0/admin/serviceAnnouncement/healthOverviews', at('health'), (c) => {
    const caller = login.callerOf(c.req.header('authorization'));
    if (!caller)
      throw new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token is empty, expired or unknown.');
    if (caller.user) throw new GraphRefusal(403, 'Forbidden', 'Missing role permissions: ServiceHealth.Read.All.');
    return c.json(deps.health.view());
  });

  app.post(CHANNEL, at('post'), async (c) => {
    const ask = admit(deps, c, 'post');
    const row = post(operations, ask, await jsonBody(c));
    return c.json(messageView(row), 201, { location: `${channelUrl(deps, ask)}/${row.id}` });
  });

  app.get('/v1.0/teams/:teamId', at('team'), (c) => {
    const { user, place } = admit(deps, c, 'team');
    return c.json({ id: place.teamId, ...operations.teams.view(place.teamId, user.id) });
  });

  app.get(CHANNEL, at('list'), (c) => {
    const ask = admit(deps, c, 'read');
    const query = c.req.query();
    const { rows, next } = list(operations, ask, query, c.get('listLagMs') ?? behaviour.conduct().listLagMs);
    const top = query.$top === undefined ? '' : `$top=${query.$top}&`;
    return c.json({
      '@odata.count': rows.length,
      ...(next && { '@odata.nextLink': `${channelUrl(deps, ask)}?${top}$skiptoken=${skipToken(next)}` }),
      value: rows.map(messageView),
    });
  });

  app.get(`${CHANNEL}/:id`, at('get'), (c) =>
    c.json(messageView(get(operations, admit(deps, c, 'read'), c.req.param('id')))),
  );

  app.patch(`${CHANNEL}/:id`, at('patch'), async (c) => {
    patch(operations, admit(deps, c, 'other'), c.req.param('id'), await jsonBody(c));
    return c.body(null, 204);
  });

  app.post(`${CHANNEL}/:id/softDelete`, at('soft-delete'), (c) => {
    softDelete(operations, admit(deps, c, 'other'), c.req.param('id'));
    return c.body(null, 204);
  });

  app.onError((error, c) => refuse(error, c, behaviour));
  app.notFound((c) => c.json(graphErrorBody(404, 'NotFound', 'Resource not found.', behaviour.clock.now()), 404));
  return app;
}

/** Who asks, and whether the limits let them: in Graph's order. */
function admit(deps: GraphDeps, c: Wire, kind: RequestKind): Ask {
  const caller = deps.login.callerOf(c.req.header('authorization'));
  if (!caller) throw new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token is empty, expired or unknown.');
  const now = deps.behaviour.clock.now();
  const place = { teamId: c.req.param('teamId') ?? '', channelId: c.req.param('channelId') ?? '' };
  if (!deps.behaviour.conduct().liftQuotas && !deps.quota.admits(caller.app, kind, place, now)) {
    throw new GraphRefusal(429, 'TooManyRequests', 'Please retry again later.', deps.retryAfter ?? undefined);
  }
  const { user } = caller;
  // An application by itself may write only while a team is being migrated.
  if (!user) throw new GraphRefusal(401, 'Unauthorized', 'Unauthorized');
  const granted = user.scopes ?? DELEGATED_SCOPES;
  if (SCOPES[kind].some((scope) => granted.includes(scope))) return { user, place, now };
  throw new GraphRefusal(403, 'Forbidden', `Missing scope permissions on the request: ${SCOPES[kind].join(', ')}.`);
}

function refuse(error: Error, c: Wire, { clock }: Behaviour): Response {
  if (error instanceof GraphRefusal) {
    if (error.retryAfter !== undefined) c.header('retry-after', String(error.retryAfter));
    return c.json(graphErrorBody(error.status, error.code, error.message, clock.now()), error.status);
  }
  if (!(error instanceof LoginRefusal)) throw error;
  const id = randomUUID();
  const timestamp = `${new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return c.json(
    {
      error: error.code,
      error_description: `${error.message} Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`,
      error_codes: [error.aadsts],
      timestamp,
      trace_id: id,
      correlation_id: id,
      error_uri: `https://login.microsoftonline.com/error?code=${error.aadsts}`,
    },
    error.status,
  );
}

function channelUrl({ url }: GraphDeps, { place }: Ask): string {
  return `${url()}/v1.0/teams/${encodeURIComponent(place.teamId)}/channels/${encodeURIComponent(place.channelId)}/messages`;
}

/** A client may name itself in the form or by HTTP basic. */
function basicClient(c: Wire): Record<string, string> {
  const encoded = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (encoded === undefined) return {};
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return { client_id: id, client_secret: secret };
}

function placeOf({ login, behaviour }: GraphDeps, c: Wire, id: string): HappeningPlace {
  const place = { teamId: c.req.param('teamId') ?? '', channelId: c.req.param('channelId') ?? '' };
  const userId = login.callerOf(c.req.header('authorization'))?.user?.id;
  return { place, id, userId, now: behaviour.clock.now() };
}

async function jsonBody(c: Wire): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new GraphRefusal(400, 'BadRequest', 'Unable to read JSON request payload.');
  }
}
