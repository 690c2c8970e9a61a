import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problem } from '../../functions/api/contract/service.ts';
import { addresses, decisions, operations } from '../../functions/api/routes/all.ts';
import { lambdaHandler } from '../../functions/api/lambda.ts';
import { functionOf } from '../../functions/api/split.ts';
import { apiOver } from '../support/api.ts';
import { declaration, declareBody, deliveryId, proposal } from '../support/api-answers.ts';
import { person, signed } from '../support/tokens.ts';

const token = await signed(person(['administrator', 'approver']));
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webPath(),
  fc.constantFrom('..', '%2e%2e', '%', '\u0000', 'd-abc', '__proto__'),
);
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: odd });

const ids = {
  declarationId: declaration.declarationId,
  proposalId: proposal.proposalId,
  deliveryId,
  toolId: 'phones',
  schoolYear: '2022-23',
  slug: 'not-open',
};
/** Routes as they are, with their ids right or off. */
const known = fc
  .tuple(
    fc.constantFrom(...addresses),
    ...Object.entries(ids).map(([name, id]) => mostly(fc.constant(id), anything).map((value) => [name, value])),
  )
  .map(([{ method, path }, ...values]) => {
    const given = new Map<unknown, unknown>(values.map(([name, value]) => [name, value]));
    return { method, path: path.replaceAll(/\{(\w+)\}/g, (_, name) => String(given.get(name))) };
  });
const verb = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'FROB', ' ');
const address = fc.oneof(
  { weight: 8, arbitrary: known },
  { weight: 1, arbitrary: fc.record({ method: verb, path: anything.map((text) => `/${text}`) }) },
  { weight: 1, arbitrary: fc.tuple(known, verb).map(([one, method]) => ({ ...one, method })) },
);
/** Bodies from far off to almost right: one member of a good one replaced. */
const body = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc
    .record({
      member: fc.constantFrom(...Object.keys(declareBody), 'reasons', 'message', 'tools', '__proto__'),
      value: fc.jsonValue(),
    })
    .map(({ member, value }) => JSON.stringify({ ...declareBody, [member]: value })),
  fc.constant(JSON.stringify(declareBody)),
);
const headers = fc.record(
  {
    authorization: mostly(fc.constant(`Bearer ${token}`), anything),
    'content-type': mostly(
      fc.constant('application/json'),
      fc.constantFrom('text/csv', 'text/plain', ';', 'application/json; charset=x'),
    ),
    'idempotency-key': mostly(fc.constant('k'), anything),
    'x-anything': anything,
    'content-length': mostly(fc.constant('1'), fc.oneof(fc.nat().map(String), anything)),
  },
  { requiredKeys: ['authorization', 'content-type', 'idempotency-key'] },
);
const query = mostly(
  fc.constant(''),
  fc.oneof(
    fc.webQueryParameters(),
    fc.constantFrom('cursor=WyJhIl0', 'limit=1e9', 'preview=1', 'preview=0', 'version=1', 'confirm=x'),
  ),
);

test('whatever comes in, it is an answer or a problem that says what to do, and never a fault of ours', async () => {
  const api = apiOver({ progressOf: async () => undefined });
  const handlers = {
    'decision-api': lambdaHandler(api.apps['decision-api']),
    'operations-api': lambdaHandler(api.apps['operations-api']),
    'record-api': lambdaHandler(api.apps['record-api']),
  };
  const statuses = new Set<number>();
  const request = fc.record({
    address,
    query,
    headers,
    body: fc.option(body, { nil: undefined }),
    base64: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ address: { method, path }, ...given }) => {
      const event = {
        rawPath: path,
        rawQueryString: given.query,
        headers: given.headers,
        body: given.base64 && given.body !== undefined ? Buffer.from(given.body).toString('base64') : given.body,
        isBase64Encoded: given.base64,
        requestContext: { http: { method } },
      };
      const answer = await handlers[functionOf(method, path)](event, { awsRequestId: 'r' });
      statuses.add(answer.statusCode);
      expect(answer.statusCode).toBeLessThan(500);
      if (answer.statusCode >= 400 && method !== 'HEAD') Problem.parse(JSON.parse(answer.body));
    }),
    { numRuns: 1_000 },
  );
  expect(api.logged).toEqual([]);
  // The property says little unless requests come through to the services, and are refused for many reasons.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 415, 422]));
});

test('a request reaches one function, and only that one knows its route', async () => {
  const { apps } = apiOver();
  for (const { method, path } of [...decisions, ...operations]) {
    const here = path.replaceAll(/\{\w+\}/g, 'x');
    const other = functionOf(method, here) === 'decision-api' ? 'operations-api' : 'decision-api';
    const answer = await apps[other].fetch(new Request(`https://api${here}`, { method }));
    expect(answer.status, `${method} ${path}`).toBe(404);
  }
});
