import { describe, expect, it } from 'vitest';
import { Problem } from '../../../functions/api/contract/service.ts';
import { InvalidInput } from '../../../functions/core/errors.ts';
import {
  ChangedSinceSeen,
  DayAlreadyDeclared,
  FindingsNeedReason,
  NotOpen,
} from '../../../functions/declarations/errors.ts';
import { administrator, apiOver, approver, unreachableServices, viewer, type Answered } from '../../support/api.ts';
import { declaration, declareBody, preview } from '../../support/api-answers.ts';
import { machine } from '../../support/tokens.ts';

const declare = { as: administrator, key: 'k-1', body: declareBody } as const;
const here = `/v1/declarations/${declaration.declarationId}`;

function expectProblem(answer: Answered, status: number, slug: string): void {
  expect([answer.status, answer.body['type']]).toEqual([status, `/problems/${slug}`]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(Problem.parse(answer.body).status).toBe(status);
}

/** An API that has to refuse by itself. */
const untouched = () => apiOver(unreachableServices);

describe('a body', () => {
  it.each([
    ['no JSON', '{"days": [', 400, 'malformed-body'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400, 'malformed-body'],
    ['a list', '[]', 422, 'invalid-input'],
    ['null', 'null', 422, 'invalid-input'],
  ])('that is %s is refused', async (_what, body, status, slug) => {
    expectProblem(await untouched().call('POST', '/v1/declarations', { ...declare, body }), status, slug);
  });

  it('of more than 1 MiB is refused, whatever length is stated', async () => {
    const body = { ...declareBody, message: { en: 'x'.repeat(1_048_576) } };
    for (const headers of [{}, { 'content-length': '1' }]) {
      const answer = await untouched().call('POST', '/v1/declarations', { ...declare, body, headers });
      expectProblem(answer, 413, 'body-too-large');
    }
  });

  it('of exactly 1 MiB is read', async () => {
    const text = JSON.stringify(declareBody);
    const body = text + ' '.repeat(1_048_576 - text.length);
    expect((await apiOver().call('POST', '/v1/declarations', { ...declare, body })).status).toBe(201);
  });

  it('of another type is refused, naming the right one', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await untouched().call('POST', '/v1/declarations', { ...declare, headers });
    expectProblem(answer, 415, 'unsupported-media-type');
    expect(answer.body).toMatchObject({ expected: 'application/json' });
  });

  it('is asked for when there is none, with every missing member listed', async () => {
    const answer = await untouched().call('POST', '/v1/declarations', { as: administrator, key: 'k' });
    expectProblem(answer, 422, 'invalid-input');
    expect(answer.body['flaws']).toMatchObject([{ path: 'days' }, { path: 'causes' }, { path: 'seen' }]);
  });

  it.each([
    ['no days', { days: [] }, 'days'],
    ['200 dates', { days: Array.from({ length: 200 }, () => declareBody.days[0]) }, 'days'],
    ['a date that is none', { days: [{ ...declareBody.days[0], date: '2023-02-30' }] }, 'days[0].date'],
    ['own words of 301 characters', { message: { en: 'x'.repeat(301) } }, 'message.en'],
    ['a member nobody knows', { dyas: [] }, '(whole)'],
    ['a seen that is no digest', { seen: 'yes' }, 'seen'],
    ['a number where a list is', { causes: 7 }, 'causes'],
  ])('with %s is refused with the place', async (_what, changes, path) => {
    const answer = await untouched().call('POST', '/v1/declarations', {
      ...declare,
      body: { ...declareBody, ...changes },
    });
    expectProblem(answer, 422, 'invalid-input');
    expect(answer.body['flaws']).toContainEqual(expect.objectContaining({ path }));
  });

  it('that is wrong in ten thousand places is answered in a few lines', async () => {
    const reasons = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`finding-${i}`, i]));
    const answer = await untouched().call('POST', '/v1/declarations', {
      ...declare,
      body: { ...declareBody, reasons },
    });
    expectProblem(answer, 422, 'invalid-input');
    expect(JSON.stringify(answer.body).length).toBeLessThan(40_000);
    expect(answer.body['furtherFlaws']).toBeGreaterThan(9_000);
  });

  it('may be left out where nothing has to be said', async () => {
    expect((await apiOver().call('POST', `${here}/stop`, { as: approver, key: 'k' })).status).toBe(200);
  });
});

describe('an address', () => {
  it.each([
    '/v1/declarations/d-%2e%2e%2fsignals',
    '/v1/declarations/..%2f..%2fhealthz',
    '/v1/declarations/%00',
    '/v1/declarations/%E0%A4%A',
    `/v1/declarations/${'d-'.padEnd(5_000, 'a')}`,
    '/v1/declarations/D-ABC/entries',
    '/v1/proposals/__proto__',
    '/nowhere',
    '/',
    '/v1/declarations/',
  ])('%s is not found, and the services never hear of it', async (path) => {
    expectProblem(await untouched().call('GET', path, { as: viewer }), 404, 'not-found');
  });

  it('with ../ leads to where it leads, and no further', async () => {
    expectProblem(await untouched().call('GET', '/v1/declarations/../../v2', { as: viewer }), 404, 'not-found');
    expectProblem(
      await untouched().call('POST', '/v1/declarations/../signals/%2e%2e/x', { as: viewer }),
      404,
      'not-found',
    );
  });

  it('of a well-formed id that nobody has is not found either', async () => {
    expectProblem(
      await apiOver().call('GET', '/v1/declarations/d-zzzzzzzzzz', { as: viewer }),
      404,
      'unknown-declaration',
    );
    expectProblem(await apiOver().call('GET', '/v1/proposals/ffffffff', { as: viewer }), 404, 'not-found');
  });

  it.each([
    ['DELETE', '/v1/declarations/d-abc', 'GET'],
    ['PUT', `${here}/approve`, 'POST'],
    ['GET', '/v1/signals/poll', 'POST'],
    ['OPTIONS', '/v1/signals', 'POST, GET'],
    ['POST', '/openapi.json', 'GET'],
  ])('does not take %s %s', async (method, path, allow) => {
    const answer = await untouched().call(method, path, { as: administrator });
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')).toBe(allow);
  });
});

describe('a query', () => {
  it.each([
    ['/v1/declarations?cursor=nonsense', 'bad-cursor'],
    ['/v1/declarations?cursor=!!', 'bad-cursor'],
    ['/v1/declarations?cursor=', 'bad-cursor'],
    ['/v1/declarations?limit=0', 'bad-query'],
    ['/v1/declarations?limit=ten', 'bad-query'],
    ['/v1/declarations?limit=1&limit=2', 'bad-query'],
    ['/v1/declarations?status=nice', 'bad-query'],
    ['/v1/declarations?statsu=held', 'bad-query'],
    [`${here}/progress?version=-1`, 'bad-query'],
    [`${here}/deliveries?channel=fax`, 'bad-query'],
    [`${here}/deliveries?schoolId=../x`, 'bad-query'],
  ])('%s is refused', async (path, slug) => {
    expectProblem(await apiOver().call('GET', path, { as: viewer }), 400, slug);
  });

  it('that asks for a preview with other words than 0 and 1 is refused', async () => {
    expectProblem(
      await untouched().call('POST', `${here}/retract?preview=yes`, { as: administrator }),
      400,
      'bad-query',
    );
  });
});

describe('a roster', () => {
  const send = (type: string, body: string) =>
    apiOver().call('PUT', '/v1/roster', { as: machine(['ops']), body, headers: { 'content-type': type } });

  it('is CSV', async () => {
    expect((await send('text/csv; charset=utf-8', 'schoolId\n')).status).toBe(200);
    expectProblem(await send('application/json', '{}'), 415, 'unsupported-media-type');
  });

  it('is not empty', async () => {
    expectProblem(await send('text/csv', ''), 422, 'invalid-input');
  });
});

describe('what a decision refuses', () => {
  it.each([
    [
      new InvalidInput('The declaration', [{ path: 'days[0].schools', message: 'no school nowhere' }]),
      422,
      'invalid-input',
      { flaws: [{ path: 'days[0].schools', message: 'no school nowhere' }] },
    ],
    [
      new ChangedSinceSeen('Look again.', { preview }),
      409,
      'changed-since-seen',
      { preview: { digest: preview.digest } },
    ],
    [
      new DayAlreadyDeclared('Taken.', { declarationId: 'd-abc', amend: '/v1/declarations/d-abc/amend' }),
      409,
      'day-already-declared',
      { amend: '/v1/declarations/d-abc/amend' },
    ],
    [
      new FindingsNeedReason('Say why.', { findings: [{ findingId: 'x' }] }),
      422,
      'findings-need-reason',
      { findings: [{ findingId: 'x' }] },
    ],
    [new NotOpen('It is over.', { status: 'retracted' }), 409, 'not-open', { detail: 'It is over.' }],
  ])('%s is told with its data', async (error, status, slug, members) => {
    const answer = await apiOver({ declare: () => Promise.reject(error) }).call('POST', '/v1/declarations', declare);
    expectProblem(answer, status, slug);
    expect(answer.body).toMatchObject(members);
  });

  it('never lets data stand in for type, status or detail', async () => {
    const error = new NotOpen('It is over.', { status: 200, type: 'x', detail: 'y', title: 'z' });
    const answer = await apiOver({ declare: () => Promise.reject(error) }).call('POST', '/v1/declarations', declare);
    expectProblem(answer, 409, 'not-open');
  });

  it('a retraction without reason or digest lists both', async () => {
    const answer = await untouched().call('POST', `${here}/retract`, { as: administrator, key: 'k', body: {} });
    expectProblem(answer, 422, 'invalid-input');
    expect(answer.body['flaws']).toMatchObject([{ path: 'reason' }, { path: 'seen' }]);
  });
});
