import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { classroomApi } from '../../functions/channels/google-classroom/api.ts';
import { classroomChannel } from '../../functions/channels/google-classroom/channel.ts';
import { teacherTokens } from '../../functions/channels/google-classroom/tokens.ts';
import { teamsChannel } from '../../functions/channels/teams/channel.ts';
import { graph } from '../../functions/channels/teams/graph.ts';
import type { TokenLeases } from '../../functions/channels/teams/kept-tokens.ts';
import { renewWith } from '../../functions/channels/teams/renew.ts';
import { tokenKeeper, type TokenKeeper } from '../../functions/channels/teams/token-keeper.ts';
import { whoIsWith } from '../../functions/channels/teams/who-is.ts';
import { machineClock } from '../../functions/core/clock.ts';
import { randomIds } from '../../functions/core/ids.ts';
import { serviceUserSecret } from '../../functions/names.ts';
import type { Secrets, SignAssertion } from '../../functions/platform/platform.ts';
import {
  type GoogleClassroomOptions,
  type GoogleClassroomSimulator,
  startGoogleClassroom,
} from '../../sandbox/simulators/google-classroom.ts';
import { type MicrosoftGraphSimulator, startMicrosoftGraph } from '../../sandbox/simulators/microsoft-graph.ts';
import type { Act, VendorWorld } from './delivery-channel.ts';

export const ANA = 'ana@lakes.example';
export const BEN = 'ben@lakes.example';
export const course = { targetId: 'c1', name: 'Algebra 1', postAs: [ANA, BEN] };

/** What both vendors call these. */
const byId = { publish: 'patch', edit: 'patch', read: 'get' } as const;

const httpTimeoutMs = 5000;
const now = (): number => machineClock.now();
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const POSTER = { email: 'poster@lakes.example', publicKey: keys.publicKey };
const INTRUDER = { email: 'intruder@elsewhere.example', publicKey: keys.publicKey };

/** Signs as a service account does, whose address is the issuer. */
export function signerFor(issuer: string): SignAssertion {
  return (claims) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256' }).setIssuer(issuer).sign(keys.privateKey);
}

/** An address of loopback at which nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** The Classroom channel of a project, against a simulator or whatever else is at `rootUrl`. */
export function classroomOf(tokenUrl: string, rootUrl: string, signAssertion = signerFor(POSTER.email)) {
  const tokens = teacherTokens({ tokenUrl, signAssertion, clock: machineClock, httpTimeoutMs });
  const api = classroomApi({ rootUrl, httpTimeoutMs, now });
  return { tokens, api, channel: classroomChannel({ api, tokens }) };
}

export type ClassroomWorld = VendorWorld & { readonly simulator: GoogleClassroomSimulator };

/** Ana and Ben's course, quotas lifted: how fast may be asked is the worker's matter. */
export async function classroomWorld(options: Partial<GoogleClassroomOptions> = {}): Promise<ClassroomWorld> {
  const simulator = await startGoogleClassroom({
    serviceAccounts: [POSTER, INTRUDER],
    courses: [{ courseId: 'c1', ownerId: ANA, teachers: [BEN] }],
    liftQuotas: true,
    ...options,
  });
  const operations = { post: 'create', look: 'list', remove: 'delete', ...byId } as const satisfies Record<Act, string>;
  const intruder = classroomOf(simulator.tokenUrl, simulator.url, signerFor(INTRUDER.email)).channel;
  return {
    simulator,
    channel: classroomOf(simulator.tokenUrl, simulator.url).channel,
    target: { ...course, postAs: [ANA] },
    visible: () =>
      simulator
        .posts()
        .filter(({ visible }) => visible)
        .map(({ text }) => text),
    requests: (act) => simulator.requests.count(operations[act]),
    strike: (act, fault) => simulator.behave({ faults: [{ operation: operations[act], fault }] }),
    newestId: () => simulator.posts().at(-1)?.id ?? '',
    lagLists: (listLagMs) => simulator.behave({ listLagMs }),
    stranger: async (text, link) => {
      const post = { deliveryId: '', text, link, attributes: {} };
      await intruder.post({ ...course, postAs: [BEN] }, post, AbortSignal.timeout(5000));
    },
    unreachable: async () => classroomOf(simulator.tokenUrl, await closedPort()).channel,
    close: () => simulator.close(),
  };
}

export const TENANT = 'tenant-1';
export const NOTICES = 'notices-1';
export const STUDENT = 'student-1';
export const channelTarget = {
  targetId: '19:abc@thread.tacv2',
  name: 'Algebra 1',
  postAs: [NOTICES],
  parentId: 'team-1',
};

/** Secrets and leases in memory, shared by every keeper that is given them. */
export function memoryTokens(secrets: Record<string, string>): {
  secrets: Secrets;
  leases: TokenLeases;
  kept: Map<string, string>;
} {
  const kept = new Map(Object.entries(secrets));
  const held = new Map<string, { owner: string; untilMs: number }>();
  return {
    kept,
    secrets: {
      get: async (name) => kept.get(name) ?? Promise.reject(new Error(`no secret ${name}`)),
      put: async (name, value) => void kept.set(name, value),
    },
    leases: {
      acquire: async (user, owner, nowMs, untilMs) => {
        const lease = held.get(user);
        if (lease && lease.owner !== owner && lease.untilMs > nowMs) return false;
        held.set(user, { owner, untilMs });
        return true;
      },
      release: async (user, owner) => void (held.get(user)?.owner === owner && held.delete(user)),
    },
  };
}

export type Shared = ReturnType<typeof memoryTokens>;

/** A keeper as one process has it. */
export function keeperOf(
  loginUrl: string,
  graphUrl: string,
  { secrets, leases }: Pick<Shared, 'secrets' | 'leases'>,
): TokenKeeper {
  const whoIs = whoIsWith(graph({ url: graphUrl, httpTimeoutMs, now }), httpTimeoutMs);
  const renew = renewWith({ loginUrl, tenantId: TENANT, clientId: 'bellwether', httpTimeoutMs, now });
  return tokenKeeper({ secrets, leases, clock: machineClock, ids: randomIds, renew, whoIs, httpTimeoutMs });
}

export type TeamsWorld = VendorWorld & { readonly simulator: MicrosoftGraphSimulator; readonly shared: Shared };

/** One team with one channel, our service user and a student in it. */
export async function teamsWorld(): Promise<TeamsWorld> {
  const simulator = await startMicrosoftGraph({
    users: [
      { id: NOTICES, refreshToken: 'refresh-notices' },
      { id: STUDENT, refreshToken: 'refresh-student' },
    ],
    teams: [{ teamId: 'team-1', channels: [channelTarget.targetId], members: [NOTICES, STUDENT] }],
    liftQuotas: true,
    rewriteHtml: true,
  });
  const shared = memoryTokens({
    [serviceUserSecret(NOTICES)]: JSON.stringify({ refreshToken: 'refresh-notices' }),
    [serviceUserSecret(STUDENT)]: JSON.stringify({ refreshToken: 'refresh-student' }),
  });
  const tokens = keeperOf(simulator.loginUrl, simulator.url, shared);
  const channelAt = (url: string) => teamsChannel({ graph: graph({ url, httpTimeoutMs, now }), tokens });
  const operations = { post: 'post', look: 'list', remove: 'soft-delete', ...byId } as const satisfies Record<
    Act,
    string
  >;
  return {
    simulator,
    shared,
    channel: channelAt(simulator.url),
    target: channelTarget,
    visible: () =>
      simulator
        .posts()
        .filter(({ visible }) => visible)
        .map(({ text }) => text),
    requests: (act) => simulator.requests.count(operations[act]),
    strike: (act, fault) => simulator.behave({ faults: [{ operation: operations[act], fault }] }),
    newestId: () => simulator.posts().at(-1)?.id ?? '',
    lagLists: (listLagMs) => simulator.behave({ listLagMs }),
    stranger: async (text, link) => {
      const post = { deliveryId: '', text, link, attributes: {} };
      await channelAt(simulator.url).post({ ...channelTarget, postAs: [STUDENT] }, post, AbortSignal.timeout(5000));
    },
    unreachable: async () => channelAt(await closedPort()),
    close: () => simulator.close(),
  };
}
