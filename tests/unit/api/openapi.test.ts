import { describe, expect, it } from 'vitest';
import { addresses, decisions, operations } from '../../../functions/api/routes/all.ts';
import { apiOver } from '../../support/api.ts';

type Schema = { readonly [member: string]: unknown };
type Documented = {
  summary: string;
  description: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Documented>>;
  components: { schemas: Record<string, Schema> };
};

const read = async () => (await apiOver().call('GET', '/openapi.json')).body as unknown as Document;
const routes = [...decisions, ...operations];

/** Every schema of a document by its place. */
function* schemasIn(value: unknown, place: string): Generator<[string, Schema]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const at = `${place}/${name}`;
    if (name === 'schema' || name === 'items') yield [at, member as Schema];
    yield* schemasIn(member, at);
  }
}

const isStated = (schema: Schema): boolean =>
  ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some((word) => word in schema);

describe('openapi.json', () => {
  it('is for everybody, of version 3.1', async () => {
    const answer = await apiOver().call('GET', '/openapi.json');
    expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
  });

  it('has every route with its answer, its roles and the problem', async () => {
    const { paths } = await read();
    for (const { method, path, status, access, answerMedia = 'application/json' } of routes) {
      const documented = paths[path]?.[method.toLowerCase()];
      expect(documented?.responses[status]?.content, `${method} ${path}`).toHaveProperty([answerMedia]);
      expect(documented?.responses['default']?.content).toHaveProperty('application/problem+json');
      expect(documented?.security === undefined).toBe(access === 'public');
      if (access !== 'public') expect(documented?.description).toContain(access.anyOf.join(' or '));
    }
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = addresses
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => route !== 'GET /openapi.json');
    expect(listed.toSorted()).toEqual(served.toSorted());
  });

  it('names every parameter of a path', async () => {
    const { paths } = await read();
    for (const [path, methods] of Object.entries(paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(methods)) {
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(wanted);
      }
    }
  });

  it('says where a key is required', async () => {
    const { paths } = await read();
    const key = (path: string) => paths[path]?.['post']?.parameters?.find(({ name }) => name === 'Idempotency-Key');
    expect(key('/v1/declarations')).toMatchObject({ in: 'header', required: true });
    expect(key('/v1/signals')?.required ?? false).toBe(false);
    expect(key('/v1/declarations/preview')).toBeUndefined();
  });

  it('says of every body, answer and item what it is', async () => {
    const document = await read();
    const schemas = [...schemasIn(document, '')];
    expect(schemas.length).toBeGreaterThan(100);
    expect(schemas.filter(([, schema]) => !isStated(schema)).map(([place]) => place)).toEqual([]);
  });

  it('has every schema that it refers to', async () => {
    const document = await read();
    const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name = '']) => name,
    );
    expect(new Set(referred)).toEqual(new Set(Object.keys(document.components.schemas)));
    expect(referred).toContain('DeclareBody');
  });
});
