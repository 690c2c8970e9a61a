import { describe, expect, it } from 'vitest';
import type { ApiServices } from '../../../functions/api/services.ts';
import { problems } from '../../../functions/api/problem.ts';
import { administrator, apiOver, viewer } from '../../support/api.ts';
import { declaration, declareBody, entries } from '../../support/api-answers.ts';
import { projectSources } from '../../support/source-file.ts';

const here = `/v1/declarations/${declaration.declarationId}`;

describe('an answer', () => {
  it('that does not fit its schema is a fault of ours, logged with the place and told without it', async () => {
    const broken = { ...declaration, status: 'whatever' } as unknown as typeof declaration;
    const api = apiOver({ declaration: async () => broken });
    const answer = await api.call('GET', here, { as: viewer });
    expect(answer).toMatchObject({ status: 500, body: { type: '/problems/internal-error' } });
    expect(JSON.stringify(answer.body)).not.toContain('whatever');
    expect(api.logged).toMatchObject([
      { fields: { error: 'AnswerUnfit', code: 'status', route: 'GET /v1/declarations/{declarationId}' } },
    ]);
  });

  it('holds what its schema lists and nothing else', async () => {
    const chatty = { ...declaration, secret: 'a vendor said' };
    const answer = await apiOver({ declaration: async () => chatty }).call('GET', here, { as: viewer });
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(declaration)));
  });

  it('is not to be kept, guessed at or traced, also when it is a problem', async () => {
    for (const path of [here, '/nowhere', '/healthz']) {
      const { headers } = await apiOver().call('GET', path, { as: viewer });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-request-id')).toMatch(/^[a-z0-9]{20}$/);
    }
  });
});

describe('a fault', () => {
  it.each([
    ['an error', new Error('password=hunter2 at db-1')],
    ['a text', 'password=hunter2'],
    ['nothing', undefined],
  ])('by %s is told without its insides, with a request id that leads to the log', async (_what, thrown) => {
    const declare: ApiServices['declare'] = () => Promise.reject(thrown);
    const api = apiOver({ declare });
    const answer = await api.call('POST', '/v1/declarations', { as: administrator, key: 'k', body: declareBody });
    const requestId = answer.headers.get('x-request-id');
    expect(answer).toMatchObject({ status: 500, body: { type: '/problems/internal-error', requestId } });
    expect(JSON.stringify([answer.body, api.logged])).not.toContain('hunter2');
    expect(api.logged).toMatchObject([{ fields: { requestId, route: 'POST /v1/declarations' } }]);
  });

  it('of the record makes the health check fail as unavailable', async () => {
    const api = apiOver({ health: () => Promise.reject(new Error('no table')) });
    const answer = await api.call('GET', '/healthz');
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('30');
  });
});

describe('problems', () => {
  it('have a status for every error that says what to do, but for faults of ours', () => {
    const named = projectSources(['functions']).flatMap(({ text }) =>
      [...text.matchAll(/readonly problem = '([a-z-]+)'/g)].map(([, slug = '']) => slug),
    );
    expect(named.length).toBeGreaterThan(20);
    const faults = new Set(named.filter((slug) => problems[slug] === undefined));
    expect([...faults].toSorted()).toEqual(expectedFaults);
  });

  it('are described at the address that their type names', async () => {
    for (const [slug, { status, title }] of Object.entries(problems)) {
      const answer = await apiOver().call('GET', `/problems/${slug}`);
      expect(answer).toMatchObject({ status: 200, body: { type: `/problems/${slug}`, status, title } });
    }
    expect((await apiOver().call('GET', '/problems/constructor')).status).toBe(404);
  });
});

/** What no caller can do anything about: they are told of a fault, and the log names it. */
const expectedFaults = ['entry-not-genuine', 'not-in-the-record', 'record-damaged'];

describe('a list', () => {
  const page = async (path: string) =>
    (await apiOver({ listDeclarations: async () => many }).call('GET', path, { as: viewer })).body;
  const many = Array.from({ length: 7 }, (_, i) => ({
    ...declaration,
    declarationId: `d-number${i}`,
    status: i === 3 ? ('held' as const) : declaration.status,
  }));
  const idsOf = (body: Record<string, unknown>) =>
    (body['items'] as { declarationId: string }[]).map((item) => item.declarationId);

  it('is read page by page, each item once, in order', async () => {
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const body = await page(`/v1/declarations?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...idsOf(body));
      cursor = body['cursor'] as string | undefined;
    }
    expect(seen).toEqual(many.map(({ declarationId }) => declarationId));
  });

  it('on one page has no cursor', async () => {
    expect(await page('/v1/declarations?limit=7')).not.toHaveProperty('cursor');
    expect(await page('/v1/declarations')).not.toHaveProperty('cursor');
  });

  it('may be of one status', async () => {
    expect(idsOf(await page('/v1/declarations?status=held'))).toEqual(['d-number3']);
  });

  it('of entries is the record as it stands', async () => {
    const { body } = await apiOver().call('GET', `${here}/entries`, { as: viewer });
    expect(body['items']).toEqual(JSON.parse(JSON.stringify(entries)));
  });
});
