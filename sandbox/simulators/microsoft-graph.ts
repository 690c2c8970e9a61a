import * as z from 'zod';
import { type Conduct, type VendorOptions, behaviourFrom } from './vendor/behaviour.ts';
import { listen } from './vendor/http-server.ts';
import { openJournal } from './vendor/journal.ts';
import { type PostFigures, type SimulatedPost, postFigures, visibleTwice } from './vendor/posts.ts';
import type { RequestLog } from './vendor/request-log.ts';
import type { Strike } from './faults.ts';
import { type UserSeed, microsoftLogin, refreshTokenRow } from './graph/login.ts';
import { messageRow } from './graph/message.ts';
import { messageBook } from './graph/message-book.ts';
import { GRAPH_LIMITS, type GraphLimits, graphQuota } from './graph/quota.ts';
import { graphApp } from './graph/routes.ts';
import { serviceHealth } from './graph/service-health.ts';
import { type TeamSeed, teamBook } from './graph/teams.ts';

/** How a simulated Microsoft Graph is started. */
export type MicrosoftGraphOptions = VendorOptions & {
  readonly users: readonly UserSeed[];
  readonly teams?: readonly TeamSeed[];
  /** Each team and channel exists and everybody is a member, unless it is in `teams`. */
  readonly acceptAnyTeam?: boolean;
  /** The only tenant that exists; absent: any. */
  readonly tenantId?: string;
  /** The only client that may ask for tokens; absent: any. */
  readonly client?: { readonly id: string; readonly secret?: string };
  readonly limits?: GraphLimits;
  /** Seconds that a 429 over the limits asks to wait; null: it does not say. Default 10, as in Microsoft's example. */
  readonly retryAfter?: number | null;
  /** Also wraps messages and decorates links, beyond sanitising them. */
  readonly rewriteHtml?: boolean;
};

/** A running simulated Microsoft Graph with its login endpoint. */
export type MicrosoftGraphSimulator = {
  /** What `https://graph.microsoft.com` is in production. */
  readonly url: string;
  /** What `https://login.microsoftonline.com` is in production. */
  readonly loginUrl: string;
  posts(): SimulatedPost[];
  visibleTwice(marker: RegExp): number;
  figures(): PostFigures;
  readonly requests: RequestLog;
  /** The faults that struck, in order. */
  strikes(): readonly Strike[];
  behave(change: Partial<Conduct>): void;
  /** Adds or replaces a team: also to archive it, or to take a channel or member away. */
  putTeam(team: TeamSeed): void;
  /** Ends every access token: 401 until a new one is asked for. */
  endAccessTokens(): void;
  /** Ends every refresh token of a user: invalid_grant from now on. */
  revokeRefreshTokens(userId: string): void;
  /** Whether messages are wrapped and links decorated from now on. */
  rewriteHtml(on: boolean): void;
  /** What Microsoft says of a service from now on: `serviceInterruption`. */
  setServiceHealth(service: string, status: string): void;
  close(): Promise<void>;
};

const journalRow = z.discriminatedUnion('kind', [messageRow, refreshTokenRow]);

/**
 * Starts a Microsoft Graph on loopback that behaves as facts/microsoft-graph.md tells: rotating refresh tokens, channel messages with
 * post, list, get, patch and soft delete, throttling per app, team and channel, errors in Graph's shape. Operations of fault rules:
 * token, health, team, post, list, get, patch, soft-delete; their target is the channel.
 */
export async function startMicrosoftGraph(options: MicrosoftGraphOptions): Promise<MicrosoftGraphSimulator> {
  const behaviour = behaviourFrom(options);
  const journal = openJournal(options.dataFile, journalRow);
  const book = messageBook(
    journal.found.filter((row) => row.kind === 'message'),
    journal.append,
  );
  const login = microsoftLogin({
    users: options.users,
    tenantId: options.tenantId,
    client: options.client,
    found: journal.found.filter((row) => row.kind === 'refresh-token'),
    write: journal.append,
    clock: behaviour.clock,
  });
  const teams = teamBook(options.teams ?? [], options.acceptAnyTeam ?? false);
  const health = serviceHealth();
  let url = '';
  let rewrites = options.rewriteHtml ?? false;
  const app = graphApp({
    operations: { teams, book, rewritesHtml: () => rewrites },
    login,
    health,
    quota: graphQuota(options.limits ?? GRAPH_LIMITS),
    behaviour,
    retryAfter: options.retryAfter === undefined ? 10 : options.retryAfter,
    url: () => url,
  });
  const server = await listen((request, env) => app.fetch(request, env), options.port);
  url = server.url;
  return {
    url,
    loginUrl: url,
    posts: () => book.posts(),
    visibleTwice: (marker) => visibleTwice(book.posts(), marker),
    figures: () => postFigures(book.posts()),
    requests: behaviour.log,
    strikes: () => behaviour.plan().strikes(),
    behave: behaviour.behave,
    putTeam: (team) => teams.put(team),
    endAccessTokens: () => login.endAccessTokens(),
    revokeRefreshTokens: (userId) => login.revokeRefreshTokens(userId),
    rewriteHtml: (on) => void (rewrites = on),
    setServiceHealth: (service, status) => health.set(service, status),
    async close() {
      behaviour.closing.abort();
      await server.close();
      journal.close();
    },
  };
}
