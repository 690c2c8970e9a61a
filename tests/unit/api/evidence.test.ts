import { describe, expect, it } from 'vitest';
import { RecordDamaged } from '../../../functions/declarations/errors.ts';
import { reportPolicy } from '../../../functions/receipts/evidence/page-style.ts';
import { apiOver, viewer } from '../../support/api.ts';
import { declaration } from '../../support/api-answers.ts';

const here = `/v1/declarations/${declaration.declarationId}`;

describe('a declaration’s evidence', () => {
  it('given a viewer, then it is a page with a policy of its own, and a table', async () => {
    const page = await apiOver().call('GET', `${here}/evidence.html`, { as: viewer });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toBe(reportPolicy);
    expect(page.body).toMatchObject({ text: expect.stringContaining('Evidence') });
    const table = await apiOver().call('GET', `${here}/evidence.csv`, { as: viewer });
    expect([table.status, table.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(table.headers.get('content-security-policy')).toBeNull();
  });

  it('given an edition, an entry and a school, then they are asked for', async () => {
    const asked: unknown[] = [];
    const api = apiOver({
      evidencePage: async (_id, edition) => `${asked.push(edition)}`,
      evidenceTable: async (_id, query) => `${asked.push(query)}`,
    });
    await api.call('GET', `${here}/evidence.html`, { as: viewer });
    await api.call('GET', `${here}/evidence.html?edition=public`, { as: viewer });
    await api.call('GET', `${here}/evidence.csv?edition=public&version=3&schoolId=pine-hs`, { as: viewer });
    expect(asked).toEqual(['full', 'public', { edition: 'public', version: 3, schoolId: 'pine-hs' }]);
  });

  it.each([
    ['/v1/declarations/d-none/evidence.html', 404, 'unknown-declaration'],
    ['/v1/declarations/d-none/evidence.csv', 404, 'unknown-declaration'],
    [`${here}/evidence.html?edition=secret`, 400, 'bad-query'],
    [`${here}/evidence.csv?version=none`, 400, 'bad-query'],
    [`${here}/evidence.pdf`, 404, 'not-found'],
    ['/v1/declarations/../evidence.html', 404, 'not-found'],
  ])('%s is %s %s', async (path, status, slug) => {
    expect(await apiOver().call('GET', path, { as: viewer })).toMatchObject({
      status,
      body: { type: `/problems/${slug}` },
    });
  });

  it('given more lines than an answer holds, then it says how to ask for fewer', async () => {
    const api = apiOver({ evidenceTable: async () => 'x'.repeat(5_000_001) });
    expect(await api.call('GET', `${here}/evidence.csv`, { as: viewer })).toMatchObject({
      status: 422,
      body: { type: '/problems/report-too-large', detail: expect.stringContaining('schoolId') },
    });
  });

  it('given a record that is not whole, then there is no report, and somebody hears of it', async () => {
    const api = apiOver({ evidencePage: () => Promise.reject(new RecordDamaged('Entry 3 is missing.')) });
    expect(await api.call('GET', `${here}/evidence.html`, { as: viewer })).toMatchObject({ status: 500 });
    expect(api.logged).toMatchObject([{ fields: { error: 'RecordDamaged' } }]);
  });
});
