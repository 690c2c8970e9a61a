import { describe, expect, it } from 'vitest';
import type { Command } from '../../../functions/api/services.ts';
import { administrator, apiOver } from '../../support/api.ts';
import { declaration, declareBody, deliveryId, preview, proposal } from '../../support/api-answers.ts';
import { machine, person } from '../../support/tokens.ts';

const here = `/v1/declarations/${declaration.declarationId}`;
const report = { kind: 'incident', source: 'IT', sourceId: 'INC-1', status: 'open' };
const ops = machine(['ops']);

/** An API that writes down the commands that reach it. */
function recording() {
  const commands: Command<unknown>[] = [];
  const note = async <T extends object>(command: Command<unknown>, answer: T): Promise<T> => {
    commands.push(command);
    return answer;
  };
  const api = apiOver({
    declare: (command) => note(command, { ...declaration, planned: {} }),
    approve: (command) => note(command, declaration),
    retract: (command) => note(command, declaration),
    dismiss: (command) => note(command, proposal),
    reportSignal: (command) => note(command, { signalId: `signal-${commands.length}` }),
  });
  return { ...api, commands };
}

describe('an Idempotency-Key', () => {
  it.each([
    ['POST /v1/declarations', declareBody],
    [`POST ${here}/approve`, { seen: declaration.digest }],
    [`POST ${here}/reject`, { seen: declaration.digest }],
    [`POST ${here}/stop`, {}],
    [`POST ${here}/retract`, { seen: declaration.digest, reason: 'over' }],
    [`POST ${here}/deliveries/${deliveryId}/retry`, {}],
  ])('is required by %s, and has to be one', async (route, body) => {
    const [method = '', path = ''] = route.split(' ');
    const as = person(['administrator', 'approver']);
    for (const key of [undefined, ' ', 'two words', 'x'.repeat(129), 'caf\u00e9']) {
      const answer = await apiOver().call(method, path, { as, key, body });
      expect(answer).toMatchObject({ status: 400, body: { type: '/problems/bad-idempotency-key' } });
    }
    expect((await apiOver().call(method, path, { as, key: 'x'.repeat(128), body })).status).toBeLessThan(300);
  });

  it('is not asked for by what only looks', async () => {
    const { seen: _, ...body } = declareBody;
    const looks = await apiOver().call('POST', '/v1/declarations/preview', { as: person(['viewer']), body });
    expect(looks).toMatchObject({ status: 200, body: { digest: preview.digest } });
    const retraction = await apiOver().call('POST', `${here}/retract?preview=1`, { as: administrator, body: {} });
    expect(retraction).toMatchObject({ status: 200, body: { firstLine: preview.firstLine } });
  });
});

describe('the command that it makes', () => {
  const idOf = async (asked: Parameters<ReturnType<typeof apiOver>['call']>[2], path = '/v1/declarations') => {
    const api = recording();
    await api.call('POST', path, asked);
    return api.commands[0]?.commandId;
  };
  const base = { as: administrator, key: 'k', body: declareBody };
  const approval = { ...base, as: person(['approver']), body: { seen: declaration.digest } };

  it('is the same for the same caller, route and key, whatever the body', async () => {
    const id = await idOf(base);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await idOf({ ...base, body: { ...declareBody, drill: true } })).toBe(id);
  });

  it('is another for another key, caller, route or declaration', async () => {
    const ids = await Promise.all([
      idOf(base),
      idOf({ ...base, key: 'k2' }),
      idOf({ ...base, as: { ...administrator, sub: 'somebody-else' } }),
      idOf(approval, `${here}/approve`),
      idOf(approval, '/v1/declarations/d-another/approve'),
      idOf({ ...base, body: { seen: declaration.digest, reason: 'over' } }, `${here}/retract`),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(undefined);
  });

  it('is one of its kind without a key', async () => {
    const api = recording();
    const dismissal = { as: administrator, body: { reason: 'the storm turned' } };
    const path = `/v1/proposals/${proposal.proposalId}/dismiss`;
    await api.call('POST', path, dismissal);
    await api.call('POST', path, dismissal);
    expect(new Set(api.commands.map(({ commandId }) => commandId)).size).toBe(2);
  });

  it('tells bodies apart by what they say, not by how they are written', async () => {
    const api = recording();
    for (const body of [
      JSON.stringify(declareBody),
      JSON.stringify({ ...declareBody, drill: false, seen: declareBody.seen }, null, 2),
      JSON.stringify({ ...declareBody, drill: true }),
    ]) {
      await api.call('POST', '/v1/declarations', { ...base, body });
    }
    const [first, same, other] = api.commands.map(({ bodyHash }) => bodyHash);
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });

  it('carries the caller as the token names them', async () => {
    const api = recording();
    await api.call('POST', '/v1/declarations', base);
    expect(api.commands[0]?.principal).toMatchObject({
      kind: 'person',
      name: 'Person administrator',
      roles: ['administrator'],
    });
  });
});

describe('a repeated report', () => {
  const send = (api: ReturnType<typeof recording>, changes: object = {}, as = ops, key: string | undefined = 'k') =>
    api.call('POST', '/v1/signals', { as, key, body: { ...report, ...changes } });

  it('gets the answer that the first one got', async () => {
    const api = recording();
    const [first, again] = [await send(api), await send(api)];
    expect(again).toMatchObject({ status: 202, body: first.body });
    expect(api.commands).toHaveLength(1);
  });

  it('with another body under the same key is refused', async () => {
    const api = recording();
    await send(api);
    expect(await send(api, { status: 'resolved' })).toMatchObject({
      status: 422,
      body: { type: '/problems/idempotency-mismatch' },
    });
    expect(api.commands).toHaveLength(1);
  });

  it('without a key, or by somebody else, is a report of its own', async () => {
    const api = recording();
    await send(api);
    await api.call('POST', '/v1/signals', { as: ops, body: report });
    await send(api, {}, person(['ops']));
    expect(api.commands).toHaveLength(3);
  });

  it('is not answered to who may not make it', async () => {
    const api = recording();
    await send(api);
    const { sub } = ops;
    expect((await send(api, {}, { ...machine(['viewer']), ...(sub === undefined ? {} : { sub }) })).status).toBe(403);
  });

  it('is made again when the first one failed', async () => {
    let fails = true;
    const api = apiOver({
      reportSignal: () => (fails ? Promise.reject(new Error('no answer')) : Promise.resolve({ signalId: 'a' })),
    });
    const asked = { as: ops, key: 'k', body: report };
    expect((await api.call('POST', '/v1/signals', asked)).status).toBe(500);
    fails = false;
    expect((await api.call('POST', '/v1/signals', asked)).status).toBe(202);
  });
});
