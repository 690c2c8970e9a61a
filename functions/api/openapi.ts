import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import * as z from 'zod';
import { hookRoutes } from '../names.ts';
import { isForPeople, type Access } from './access.ts';
import { IdempotencyKey } from './contract/ids.ts';
import { Problem } from './contract/service.ts';
import type { Operation } from './operation.ts';
import { breakGlass, decisions, operations, reports } from './routes/all.ts';

/** The document of the whole API, both functions: OpenAPI 3.1. */
export function openApiDocument(): ReturnType<OpenAPIHono['getOpenAPI31Document']> {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  openAPIRegistry.registerComponent('securitySchemes', 'accessToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const operation of [...decisions, ...breakGlass, ...reports, ...operations])
    openAPIRegistry.registerPath(configOf(operation));
  for (const route of hookRoutes) openAPIRegistry.registerPath(hookConfigOf(route));
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Bellwether',
      version: '1',
      description: 'Switches a school district to e-learning in an emergency.',
    },
  });
}

function configOf(operation: Pick<Operation<never>, Exclude<keyof Operation<never>, 'prepare'>>): RouteConfig {
  const { path, summary, access, proof, params, query, body, media, answer, status, repeats } = operation;
  const { answerMedia = 'application/json' } = operation;
  const hasBody = operation.method !== 'GET' && members(body) !== 0;
  return {
    method: method[operation.method],
    path,
    summary,
    description: proof ?? whoMay(access),
    ...(access === 'public' ? {} : { security: [{ accessToken: [] }] }),
    request: {
      ...(params instanceof z.ZodObject ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(repeats === undefined ? {} : { headers: keyHeader(repeats.key) }),
      ...(hasBody ? { body: { required: !body.safeParse({}).success, content: { [media]: { schema: body } } } } : {}),
    },
    responses: {
      [status]: { description: summary, content: { [answerMedia]: { schema: answer } } },
      default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

/** Webhooks come as their vendors send them: their bodies are no schema of ours. */
function hookConfigOf({ path }: (typeof hookRoutes)[number]): RouteConfig {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  return {
    method: 'post',
    path,
    summary: 'Take in an incident, as the vendor sends it',
    description: 'Takes the hook’s own proof.',
    request: { params },
    responses: {
      202: { description: 'It is kept', content: { 'application/json': { schema: z.strictObject({}) } } },
      default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

const method = { GET: 'get', POST: 'post', PUT: 'put' } as const;

function members(schema: z.ZodType): number | undefined {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).length : undefined;
}

function keyHeader(key: 'required' | 'welcome'): z.ZodObject {
  const name = 'Idempotency-Key';
  return key === 'required' ? z.object({ [name]: IdempotencyKey }) : z.object({ [name]: IdempotencyKey.optional() });
}

function whoMay(access: Access): string {
  if (access === 'public') return 'For everybody.';
  const who = `Takes the role ${access.anyOf.join(' or ')}`;
  if (!isForPeople(access)) return `${who}.`;
  return access.freshSignIn ? `${who}, as a person with a fresh sign-in.` : `${who}, as a person.`;
}
