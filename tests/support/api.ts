import type { JWTPayload } from 'jose';
import type { AppDeps } from '../../functions/api/app.ts';
import { authenticator } from '../../functions/api/auth.ts';
import { decisionApp } from '../../functions/api/decision-app.ts';
import type { KeptAnswer } from '../../functions/api/idempotency.ts';
import { operationsApp } from '../../functions/api/operations-app.ts';
import { recordApp } from '../../functions/api/record-app.ts';
import type { EvidenceServices } from '../../functions/api/routes/evidence.ts';
import type { ApiServices } from '../../functions/api/services.ts';
import { keySource } from '../../functions/api/signing-keys.ts';
import { functionOf } from '../../functions/api/split.ts';
import type { MachineClock } from '../../functions/core/clock.ts';
import { idsFrom } from '../../functions/core/ids.ts';
import { declaration, deliveryId, entries, preview, proposal, schoolYear, texts } from './api-answers.ts';
import { audience, consoleClient, issuer, keySet, nowSeconds, ownKey, person, signed } from './tokens.ts';

/** Services that answer the same every time, whoever asks. */
const steadyServices: ApiServices & EvidenceServices = {
  declare: async () => ({
    declarationId: declaration.declarationId,
    version: 1,
    status: 'held',
    schoolYear: '2022-23',
    days: declaration.days,
    findings: [],
    planned: { teams: 7 },
  }),
  approve: async () => declaration,
  reject: async () => declaration,
  stop: async () => declaration,
  previewRetraction: async () => preview,
  retract: async () => declaration,
  previewAmendment: async () => preview,
  amend: async () => declaration,
  previewCorrection: async () => preview,
  correct: async () => declaration,
  previewResumption: async () => preview,
  resume: async () => declaration,
  keep: async () => declaration,
  tell: async () => declaration,
  dismiss: async () => proposal,
  preview: async () => preview,
  listDeclarations: async () => [declaration],
  declaration: async (id) => (id === declaration.declarationId ? declaration : undefined),
  entriesOf: async (id) => (id === declaration.declarationId ? entries : undefined),
  textsOf: async (id) => (id === declaration.declarationId ? texts : undefined),
  progressOf: async () => undefined,
  evidencePage: async (id) => (id === declaration.declarationId ? '<!doctype html><title>Evidence</title>' : undefined),
  evidenceTable: async (id) => (id === declaration.declarationId ? 'entry,kind\r\n' : undefined),
  listDeliveries: async () => ({ items: [] }),
  retryDelivery: async () => ({ deliveryId, status: 'in-doubt' }),
  reportSignal: async () => ({ signalId: 'a'.repeat(32) }),
  poll: async () => ({ weather: { ok: true, at: '2023-02-21T14:11:00-06:00', alerts: 0 }, tools: [] }),
  listSignals: async () => [],
  listProposals: async () => [proposal],
  readiness: async () => ({ tools: [], channels: [], feeds: [], contacts: [] }),
  checkReadiness: async () => ({ askedAt: '2023-02-21T14:11:00-06:00', channels: ['teams'] }),
  attest: async ({ toolId, body }) => ({
    toolId,
    name: toolId,
    status: body.status,
    neededForELearning: false,
    evidence: [],
  }),
  roster: async () => undefined,
  putRoster: async () => ({
    digest: 'e'.repeat(64),
    loaded: false,
    targets: 0,
    added: 0,
    removed: 0,
    changed: 0,
    refused: [],
  }),
  schoolYear: async (id) => (id === '2022-23' ? schoolYear : undefined),
  health: async () => ({ status: 'ok', code: 'test', district: 'f'.repeat(64) }),
};

/** Services that must not be reached: whoever does gets a 500. */
export const unreachableServices: Partial<ApiServices & EvidenceServices> = Object.fromEntries(
  Object.keys(steadyServices).map((name) => [name, () => Promise.reject(new Error(`${name} was reached`))]),
);

export type Asked = {
  readonly as?: JWTPayload | string | undefined;
  readonly key?: string | undefined;
  /** A text or bytes as they are; anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer that is no JSON stands under `text`. */
export type Answered = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };

/** The functions of the API over in-memory services, asked as API Gateway would ask them. */
export function apiOver(services: Partial<ApiServices & EvidenceServices> = {}, deps: Partial<AppDeps> = {}) {
  const clock: MachineClock = { now: () => nowSeconds * 1000, sleep: async () => undefined };
  const kept = new Map<string, KeptAnswer>();
  const logged: { words: string; fields: object }[] = [];
  let counter = 0;
  const whole = { ...steadyServices, ...services };
  const settings = { issuer, audience, clientIds: [consoleClient] };
  const appDeps: AppDeps = {
    authenticate: authenticator(settings, keySource({ fetchKeys: () => keySet(ownKey), clock }), clock),
    keptAnswers: { find: async (id) => kept.get(id), keep: async (id, answer) => void kept.set(id, answer) },
    clocks: { machine: clock },
    ids: idsFrom((count) => Uint8Array.from({ length: count }, () => counter++ % 256)),
    maxSignInAgeSeconds: 600,
    log: { error: (words, fields) => void logged.push({ words, fields }) },
    ...deps,
  };
  const apps = {
    'decision-api': decisionApp(whole, appDeps),
    'operations-api': operationsApp(whole, appDeps),
    'record-api': recordApp(whole, appDeps),
  };

  const send = async (method: string, path: string, init: RequestInit): Promise<Response> => {
    const request = new Request(`https://api${path}`, { method, ...init });
    return apps[functionOf(method, new URL(request.url).pathname)].fetch(request);
  };
  const call = async (method: string, path: string, { as, key, body, headers = {} }: Asked = {}): Promise<Answered> => {
    const token = typeof as === 'object' ? await signed(as) : as;
    const response = await send(method, path, {
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body) }),
    });
    const { status, headers: answered } = response;
    const isJson = /[/+]json/.test(answered.get('content-type') ?? '');
    const said = isJson ? ((await response.json()) as Answered['body']) : { text: await response.text() };
    return { status, headers: answered, body: said };
  };
  return { call, apps, kept, logged };
}

export const administrator = person(['administrator']);
export const approver = person(['approver']);
export const viewer = person(['viewer']);
