import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import {
  type GoogleClassroomOptions,
  type GoogleClassroomSimulator,
  startGoogleClassroom,
} from '../../../sandbox/simulators/google-classroom.ts';
import {
  type MicrosoftGraphOptions,
  type MicrosoftGraphSimulator,
  startMicrosoftGraph,
} from '../../../sandbox/simulators/microsoft-graph.ts';

export const POSTING_SCOPE = 'https://www.googleapis.com/auth/classroom.announcements';
export const ACCOUNT = 'poster@lakes.example';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const serviceAccount = { email: ACCOUNT, publicKey: keys.publicKey };

/** A clock that stands until the test moves it. */
export function standingClock(start = Date.parse('2023-02-21T20:11:00Z')) {
  let time = start;
  return { now: () => time, advance: (ms: number) => void (time += ms) };
}

/** A folder that is gone after the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-simulators-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const COURSE = { courseId: 'c1', ownerId: 'ana@lakes.example', teachers: ['ben@lakes.example'] };

/** A classroom with one course of Ana and Ben, closed after the test. */
export async function classroomFor(options: Partial<GoogleClassroomOptions> = {}): Promise<GoogleClassroomSimulator> {
  const simulator = await startGoogleClassroom({ serviceAccounts: [serviceAccount], courses: [COURSE], ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

type AssertionParts = { iss?: string; sub?: string; scope?: string; aud?: string; iat?: number; exp?: number };

/** A signed assertion; every claim can be made wrong. */
export function assertion(audience: string, parts: AssertionParts = {}, key = keys.privateKey): Promise<string> {
  const iat = parts.iat ?? Math.floor(Date.now() / 1000);
  const claims = { scope: parts.scope ?? POSTING_SCOPE, ...('sub' in parts ? { sub: parts.sub } : {}) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(parts.iss ?? ACCOUNT)
    .setAudience(parts.aud ?? audience)
    .setIssuedAt(iat)
    .setExpirationTime(parts.exp ?? iat + 3600)
    .sign(key);
}

/** Posts a form to a token endpoint. */
export function postForm(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
}

export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** An access token for a teacher. */
export async function tokenFor(
  simulator: { tokenUrl: string },
  sub: string,
  parts: AssertionParts = {},
): Promise<string> {
  const signed = await assertion(simulator.tokenUrl, { sub, ...parts });
  const answer = await postForm(simulator.tokenUrl, { grant_type: JWT_BEARER, assertion: signed });
  return (await json(answer)).access_token;
}

/** A vendor's answer as a test reads it, unchecked. */
export type Json = ReturnType<typeof JSON.parse>;

/** The body of an answer that must be JSON. */
export async function json(response: Response | Promise<Response>): Promise<Json> {
  return JSON.parse(await (await response).text());
}

/** What came back: the status, the headers and the body read as JSON, or as text when it is none. */
export type Answer = { status: number; headers: Headers; body: Json };

/** One request with a bearer token and a JSON body. */
export async function call(method: string, url: string, token: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {}
  return { status: response.status, headers: response.headers, body: parsed };
}

/** The announcements URL of a course. */
export function announcements(simulator: { url: string }, courseId = 'c1'): string {
  return `${simulator.url}/v1/courses/${courseId}/announcements`;
}

export const USER = { id: 'notices-1', displayName: 'Lakes Notices', refreshToken: 'first-refresh-token' };
export const STRANGER = { id: 'teacher-7', displayName: 'A teacher', refreshToken: 'stranger-refresh-token' };
const TEAM = { teamId: 't1', channels: ['19:a@thread.tacv2', '19:b@thread.tacv2'], members: [USER.id, STRANGER.id] };
export const [CHANNEL, SECOND_CHANNEL] = TEAM.channels as [string, string];

/** A Graph with one team of two channels, closed after the test. */
export async function graphFor(options: Partial<MicrosoftGraphOptions> = {}): Promise<MicrosoftGraphSimulator> {
  const simulator = await startMicrosoftGraph({ users: [USER, STRANGER], teams: [TEAM], ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** The token endpoint's answer to a refresh token. */
export async function refresh(
  simulator: { loginUrl: string },
  refreshToken: string,
  tenant = 'lakes',
): Promise<Answer> {
  const response = await postForm(`${simulator.loginUrl}/${tenant}/oauth2/v2.0/token`, {
    grant_type: 'refresh_token',
    client_id: 'bellwether',
    refresh_token: refreshToken,
    scope: 'https://graph.microsoft.com/.default offline_access',
  });
  return { status: response.status, headers: response.headers, body: await json(response) };
}

/** An access token of a user. */
export async function userToken(
  simulator: { loginUrl: string },
  user: { refreshToken: string } = USER,
): Promise<string> {
  return (await refresh(simulator, user.refreshToken)).body.access_token;
}

/** The messages URL of a channel. */
export function messages(simulator: { url: string }, channelId = CHANNEL, teamId = 't1'): string {
  return `${simulator.url}/v1.0/teams/${teamId}/channels/${encodeURIComponent(channelId)}/messages`;
}

/** A marker as a notice would carry it. */
export function marker(): string {
  return `notice.${randomUUID().slice(0, 8)}`;
}
