import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { HttpEvent } from '../../../functions/api/lambda.ts';
import { lambdaHandler } from '../../../functions/api/lambda.ts';
import { administrator, apiOver } from '../../support/api.ts';
import { declareBody } from '../../support/api-answers.ts';
import { signed } from '../../support/tokens.ts';

const invocation = { awsRequestId: 'a-request', getRemainingTimeInMillis: () => 29_000 };
const handler = lambdaHandler(apiOver().apps['decision-api']);

async function eventOf(changes: Partial<HttpEvent> & { method?: string } = {}): Promise<HttpEvent> {
  const { method = 'POST', ...rest } = changes;
  return {
    rawPath: '/v1/declarations',
    rawQueryString: '',
    headers: {
      authorization: `Bearer ${await signed(administrator)}`,
      'content-type': 'application/json',
      'idempotency-key': 'k',
    },
    body: JSON.stringify(declareBody),
    isBase64Encoded: false,
    requestContext: { http: { method } },
    ...rest,
  };
}

describe('a function behind API Gateway', () => {
  it('takes what API Gateway sends', () => {
    const event: HttpEvent = {} as APIGatewayProxyEventV2;
    expect(event).toBeDefined();
  });

  it('answers a request whose body is a text', async () => {
    const answer = await handler(await eventOf(), invocation);
    expect(answer).toMatchObject({ statusCode: 201, isBase64Encoded: false });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'a-request' });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'held' });
  });

  it('answers a request whose body is base64', async () => {
    const body = Buffer.from(JSON.stringify({ ...declareBody, message: { es: 'ma\u00f1ana' } })).toString('base64');
    expect(await handler(await eventOf({ body, isBase64Encoded: true }), invocation)).toMatchObject({
      statusCode: 201,
    });
  });

  it('hands the query on', async () => {
    const event = await eventOf({ rawPath: '/v1/declarations/d-abc/retract', rawQueryString: 'preview=1', body: '{}' });
    const { statusCode, body } = await handler(event, invocation);
    expect([statusCode, JSON.parse(body)]).toMatchObject([200, { needsApproval: false }]);
  });

  it.each<[string, Partial<HttpEvent> & { method?: string }, number]>([
    ['a method that Fetch forbids', { method: 'TRACE' }, 400],
    ['a method that nobody knows', { method: 'FROB' }, 405],
    ['a body that is no base64', { body: '%%%', isBase64Encoded: true }, 400],
    ['a body with GET', { method: 'GET', rawPath: '/nowhere' }, 404],
    ['a header name that is none', { headers: { 'a b': 'c' } }, 400],
    ['header values beyond ASCII', { headers: { authorization: 'Bearer \u732b\ud800' } }, 401],
    ['a path that is no path', { rawPath: '//[' }, 404],
  ])('answers %s with a problem', async (_what, changes, status) => {
    const answer = await handler(await eventOf(changes), invocation);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status });
  });
});
