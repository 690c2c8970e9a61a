import type { Context } from 'hono';
import * as z from 'zod';
import type { Clocks } from '../core/clock.ts';
import { InvalidInput } from '../core/errors.ts';
import { digestOf } from '../core/hash.ts';
import type { Ids } from '../core/ids.ts';
import { flawsOf } from '../core/parse.ts';
import { allow } from './access.ts';
import type { Authenticate } from './auth.ts';
import { AnswerUnfit, BadCursor, BadQuery, NotFound } from './errors.ts';
import { commandIdOf, keyOf, once, type KeptAnswers } from './idempotency.ts';
import type { Operation, Refuse } from './operation.ts';
import { paramsOf } from './path-params.ts';
import type { Principal } from './principal.ts';
import { readBody } from './request-body.ts';

/** What serving takes besides the services. */
export type ServeDeps = {
  readonly authenticate: Authenticate;
  readonly keptAnswers: KeptAnswers;
  readonly clocks: Pick<Clocks, 'machine'>;
  readonly ids: Ids;
  /** How fresh a sign-in has to be for a decision (S-02). */
  readonly maxSignInAgeSeconds: number;
};

/** What a request carries through the app. */
export type AppEnv = { Bindings: { readonly requestId?: string }; Variables: { requestId: string } };

/** The caller of a route that is for everybody: nobody in particular, with no role. */
const anybody: Principal = { kind: 'machine', sub: 'anybody', name: 'anybody', roles: [] };

/**
 * What every route does, in this order: who is it, may they, is the address one of ours, the key, the body, was it done before; then the
 * route itself; then its answer through its schema. Nothing but the token is looked at before the caller may make the request.
 */
export async function serve<S>(
  { req }: Context<AppEnv>,
  operation: Operation<S>,
  services: S,
  deps: ServeDeps,
): Promise<Response> {
  const principal = await admit(req.header('authorization'), operation, deps);
  const params = paramsOf(operation.path, req.param());
  const query = queryOf(req.queries());
  const { onlyLooks, withBody } = operation.prepare({ params, query }, refuse);
  const repeats = onlyLooks ? undefined : operation.repeats;
  const key = keyOf(req.header('idempotency-key'), repeats);
  const { parsed, run } = withBody(operation.method === 'GET' ? {} : await readBody(req, operation.media));

  const route = `${operation.method} ${operation.path}`;
  const commandId = commandIdOf({ sub: principal.sub, route, params, key }, deps.ids);
  const bodyHash = digestOf(parsed);
  const act = async (): Promise<unknown> =>
    fitting(operation.answer, await run(services, { principal, commandId, bodyHash }));
  const isKept = key !== undefined && repeats?.knownBy === 'kept answers';
  const answer = isKept
    ? fitting(
        operation.answer,
        await once(deps.keptAnswers, { commandId, fingerprint: digestOf([query, parsed]) }, act),
      )
    : await act();
  return operation.answerMedia === undefined
    ? json(answer, operation.status)
    : text(answer, operation.status, { ...operation.answerHeaders, 'content-type': operation.answerMedia });
}

/** An answer as JSON. */
export function json(body: unknown, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** An answer as the text that it is. */
function text(answer: unknown, status: number, headers: Readonly<Record<string, string>>): Response {
  const media = `${headers['content-type']}; charset=utf-8`;
  return new Response(z.string().parse(answer), { status, headers: { ...headers, 'content-type': media } });
}

async function admit<S>(
  authorization: string | undefined,
  { access }: Operation<S>,
  { authenticate, clocks, maxSignInAgeSeconds }: ServeDeps,
): Promise<Principal> {
  if (access === 'public') return anybody;
  const principal = await authenticate(authorization);
  const nowSeconds = Math.floor(clocks.machine.now() / 1000);
  allow(principal, access, { nowSeconds, maxAgeSeconds: maxSignInAgeSeconds });
  return principal;
}

/** A parameter that is given twice stays a list, which no schema takes. */
function queryOf(queries: Readonly<Record<string, string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

const refuse: Refuse = (part, error) => {
  const flaws = flawsOf(error);
  const said = flaws.map(({ path, message }) => `${path}: ${message}`).join('; ');
  if (part === 'params') throw new NotFound(`There is nothing at this address. ${said}.`);
  if (part === 'body') throw new InvalidInput('The body', flaws);
  if (flaws.some(({ path }) => path === 'cursor')) {
    throw new BadCursor('The cursor is none of ours: begin again without one.');
  }
  throw new BadQuery(`The query was refused. ${said}.`, { flaws });
};

function fitting(schema: z.ZodType, answer: unknown): unknown {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new AnswerUnfit(result.error.issues.map(({ path }) => path.map(String).join('.')));
}
