import type { JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { isForPeople } from '../../../functions/api/access.ts';
import { breakGlass, decisions, operations, reports } from '../../../functions/api/routes/all.ts';
import { entryOf, functionOf } from '../../../functions/api/split.ts';
import { breakGlassRoutes, decisionRoutes, recordRoutes } from '../../../functions/names.ts';
import { documentAddress } from '../../../functions/api/routes/document.ts';
import { apiOver } from '../../support/api.ts';
import { declaration, declareBody, deliveryId, proposal } from '../../support/api-answers.ts';
import { machine, nowSeconds, person } from '../../support/tokens.ts';

/** CONTRACT 5 as far as it is built: route, who may, and ◆ for a decision of a person with a fresh sign-in. */
const contract = [
  ['POST /v1/signals', 'ops'],
  ['POST /v1/signals/poll', 'ops'],
  ['GET /v1/signals', 'viewer'],
  ['GET /v1/proposals', 'viewer'],
  ['GET /v1/proposals/{proposalId}', 'viewer'],
  ['POST /v1/proposals/{proposalId}/dismiss', 'administrator ◆'],
  ['POST /v1/declarations/preview', 'viewer'],
  ['POST /v1/declarations', 'administrator ◆'],
  ['GET /v1/declarations', 'viewer'],
  ['GET /v1/declarations/{declarationId}', 'viewer'],
  // An author goes on alone where nobody answers: which of the two it is the record knows.
  ['POST /v1/declarations/{declarationId}/approve', 'approver or administrator ◆'],
  ['POST /v1/declarations/{declarationId}/reject', 'approver ◆'],
  ['POST /v1/declarations/{declarationId}/stop', 'administrator or approver'],
  ['POST /v1/declarations/{declarationId}/retract', 'administrator ◆'],
  ['POST /v1/declarations/{declarationId}/amend', 'administrator ◆'],
  ['POST /v1/declarations/{declarationId}/correct', 'administrator ◆'],
  ['POST /v1/declarations/{declarationId}/resume', 'administrator ◆'],
  ['POST /v1/declarations/{declarationId}/keep', 'administrator or approver'],
  ['PUT /v1/declarations/{declarationId}/outside/{channelId}', 'ops'],
  ['GET /v1/declarations/{declarationId}/entries', 'viewer'],
  ['GET /v1/declarations/{declarationId}/texts', 'viewer'],
  ['GET /v1/declarations/{declarationId}/progress', 'viewer'],
  ['GET /v1/declarations/{declarationId}/deliveries', 'viewer'],
  ['GET /v1/declarations/{declarationId}/evidence.html', 'viewer'],
  ['GET /v1/declarations/{declarationId}/evidence.csv', 'viewer'],
  ['POST /v1/declarations/{declarationId}/deliveries/{deliveryId}/retry', 'ops'],
  ['GET /v1/readiness', 'viewer'],
  ['PUT /v1/readiness/{toolId}', 'ops'],
  ['POST /v1/readiness/check', 'ops'],
  ['PUT /v1/roster', 'ops'],
  ['GET /v1/roster', 'ops'],
  ['GET /v1/school-years/{schoolYear}', 'viewer'],
  ['GET /v1/school-years/{schoolYear}.csv', 'viewer'],
  // Its proof is in its body: two printed halves (S-07).
  ['POST /v1/break-glass', 'public'],
  ['GET /break-glass', 'public'],
  ['GET /healthz', 'public'],
  ['GET /problems/{slug}', 'public'],
] as const;

const routes = [...decisions, ...breakGlass, ...reports, ...operations];
const named = (route: { method: string; path: string }): string => `${route.method} ${route.path}`;
const pathOf = (path: string): string =>
  path
    .replace('{declarationId}', declaration.declarationId)
    .replace('{proposalId}', proposal.proposalId)
    .replace('{deliveryId}', deliveryId)
    .replace('{toolId}', 'phones')
    .replace('{channelId}', 'mass-call')
    .replace('{schoolYear}', '2022-23')
    .replace('{slug}', 'not-found');

const decisive = contract.filter(([, who]) => who.endsWith('◆')).map(([route]) => route);
const forPeople = [
  ...decisive,
  'POST /v1/declarations/{declarationId}/stop',
  'POST /v1/declarations/{declarationId}/keep',
] as const;
const call = (api: ReturnType<typeof apiOver>, route: string, as: string[] | JWTPayload) => {
  const [method = '', path = ''] = route.split(' ');
  const claims = Array.isArray(as) ? person(as) : as;
  const body = method === 'GET' ? undefined : path === '/v1/declarations' ? declareBody : {};
  return api.call(method, pathOf(path), { as: claims, key: 'k', body });
};

describe('the routes', () => {
  it('are those of the contract, each with the role it names', () => {
    const stated = routes.map((route) => {
      const { access } = route;
      if (access === 'public') return `${named(route)} ${access}`;
      return `${named(route)} ${access.anyOf.join(' or ')}${access.freshSignIn ? ' ◆' : ''}`;
    });
    expect(stated.toSorted()).toEqual(contract.map((row) => row.join(' ')).toSorted());
  });

  it('are served by the function that the gateway sends them to', () => {
    expect(decisions.map(named).toSorted()).toEqual(decisionRoutes.map(named).toSorted());
    expect(breakGlass.map(named)).toEqual(breakGlassRoutes.map(named));
    for (const { method, path } of breakGlass) expect(entryOf(method, path)).toBe('break-glass');
    expect([documentAddress, ...reports].map(named)).toEqual(recordRoutes.map(named));
    for (const route of reports) expect(functionOf(route.method, pathOf(route.path))).toBe('record-api');
    for (const route of decisions) expect(functionOf(route.method, pathOf(route.path))).toBe('decision-api');
    for (const route of operations) expect(functionOf(route.method, pathOf(route.path))).toBe('operations-api');
  });

  it.each([
    ['POST', '/v1/declarations/preview'],
    ['POST', '/v1/declarations/'],
    ['POST', '/v1/declarations//approve'],
    ['GET', '/v1/declarations'],
    ['POST', '/v1/declarations/d-abc/approve/more'],
    ['POST', `/v1/declarations/d-abc/deliveries/${deliveryId}/retry`],
    ['DELETE', '/'],
  ])('%s %s is no decision', (method, path) => {
    expect(functionOf(method, path)).toBe('operations-api');
  });
});

describe('who may', () => {
  it.each(contract.filter(([, who]) => who !== 'public').map(([route]) => route))(
    '%s is refused without a token and to people and machines without a role',
    async (route) => {
      const api = apiOver();
      const [method = '', path = ''] = route.split(' ');
      const anonymous = await api.call(method, pathOf(path), { key: 'k' });
      expect(anonymous).toMatchObject({ status: 401, body: { type: '/problems/unauthenticated' } });
      expect(anonymous.headers.get('www-authenticate')).toBe('Bearer realm="bellwether"');
      expect(await call(api, route, [])).toMatchObject({ status: 403, body: { type: '/problems/role-too-low' } });
      expect(await call(api, route, machine([]))).toMatchObject({ status: 403 });
    },
  );

  it.each(forPeople)('%s is refused to a machine of every scope', async (route) => {
    for (const scopes of [
      ['viewer'],
      ['ops'],
      ['administrator'],
      ['approver'],
      ['viewer', 'ops', 'administrator', 'approver'],
    ]) {
      const answer = await call(apiOver(), route, {
        ...machine(scopes),
        auth_time: nowSeconds,
        'cognito:groups': scopes,
      });
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/needs-a-person' } });
    }
  });

  it('lets a machine of scope ops do what ops may, and a machine of higher scopes no more', async () => {
    for (const scope of ['ops', 'administrator']) {
      const answer = await call(apiOver(), 'POST /v1/signals/poll', machine([scope]));
      expect(answer.status).toBe(200);
    }
  });

  it.each([
    ['viewer', 'POST /v1/signals/poll', 'ops'],
    ['approver', 'POST /v1/signals/poll', 'ops'],
    ['ops', 'POST /v1/declarations', 'administrator'],
    ['approver', 'POST /v1/declarations', 'administrator'],
    ['administrator', 'POST /v1/declarations/{declarationId}/reject', 'approver'],
  ])('tells %s on %s that it takes the role %s', async (role, route, needed) => {
    const answer = await call(apiOver(), route, [role]);
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/role-too-low', needs: [needed] } });
    expect(answer.body['detail']).toContain(needed);
  });

  it.each([
    ['approver', 'GET /v1/declarations'],
    ['ops', 'GET /v1/signals'],
    ['administrator', 'GET /v1/readiness'],
    ['administrator', 'POST /v1/signals/poll'],
  ])('lets %s do %s', async (role, route) => {
    expect((await call(apiOver(), route, [role])).status).toBe(200);
  });
});

describe('a fresh sign-in', () => {
  const signedIn = (secondsAgo: number | undefined, groups: readonly string[]) => ({
    ...person(groups),
    auth_time: secondsAgo === undefined ? undefined : nowSeconds - secondsAgo,
  });

  it.each(decisive)('is asked for by %s', async (route) => {
    const groups = ['administrator', 'approver'];
    for (const secondsAgo of [601, undefined]) {
      const answer = await call(apiOver(), route, signedIn(secondsAgo, groups));
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/sign-in-again', maxAgeSeconds: 600 } });
    }
    expect((await call(apiOver(), route, signedIn(600, groups))).status).not.toBe(403);
  });

  it('is not asked for to stop', async () => {
    const answer = await call(apiOver(), 'POST /v1/declarations/{declarationId}/stop', signedIn(40_000, ['approver']));
    expect(answer).toMatchObject({ status: 200 });
  });

  it('is asked for nowhere else', () => {
    const fresh = routes.filter(({ access }) => access !== 'public' && access.freshSignIn);
    expect(fresh.map(named).toSorted()).toEqual([...decisive].toSorted());
    expect(
      routes
        .filter(({ access }) => isForPeople(access))
        .map(named)
        .toSorted(),
    ).toEqual([...forPeople].toSorted());
  });
});
