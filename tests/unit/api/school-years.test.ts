import { describe, expect, it } from 'vitest';
import { honoPath, paramsOf } from '../../../functions/api/path-params.ts';
import { matchPath } from '../../../functions/api/match-path.ts';
import { schoolYearCsv } from '../../../functions/api/school-year-csv.ts';
import { apiOver, viewer } from '../../support/api.ts';
import { declaration, schoolYear } from '../../support/api-answers.ts';

const here = '/v1/school-years/2022-23';
const [pine] = schoolYear.schools;

describe('a school year', () => {
  it('is answered with its schools, each day with its evidence', async () => {
    const answer = await apiOver().call('GET', here, { as: viewer });
    expect(answer).toMatchObject({ status: 200, body: { schoolYear: '2022-23', schools: [pine] } });
  });

  it('is answered as a table at the address that ends in .csv', async () => {
    const { status, headers, body } = await apiOver().call('GET', `${here}.csv`, { as: viewer });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(body['text']).toBe(
      [
        'schoolYear,unitId,schoolId,name,level,countedIn,cap,used,left,date,usedOnDate,evidence,declarationId,version,status,recordOnly',
        '2022-23,pine-hs,pine-hs,Pine High School,high,days,5,2,3,2022-12-14,1,days-used-before,,,,',
        `2022-23,pine-hs,pine-hs,Pine High School,high,days,5,2,3,2023-02-22,1,declaration,${declaration.declarationId},1,declared,no`,
        '',
      ].join('\r\n'),
    );
  });

  it.each(['2031-32', '2031-32.csv', '2022-23.xlsx', 'csv', '.csv', '2022'])('%s is not there', async (id) => {
    const answer = await apiOver().call('GET', `/v1/school-years/${id}`, { as: viewer });
    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  });

  it('as a table is refused to who has no token, as a problem', async () => {
    expect(await apiOver().call('GET', `${here}.csv`)).toMatchObject({ status: 401, body: { status: 401 } });
  });
});

describe('the table', () => {
  it('has a row for a school without any days, and no formula in a name', () => {
    const unused = { ...pine, unitId: 'oak', schoolId: 'oak', name: '=HYPERLINK("x")', level: 'high' as const };
    const table = schoolYearCsv({ ...schoolYear, schools: [{ ...unused, used: 0, left: 5, days: [] }] });
    expect(table.split('\r\n')[1]).toBe(`2022-23,oak,oak,"'=HYPERLINK(""x"")",high,days,5,0,5,,,,,,,`);
  });
});

describe('a pattern with an ending', () => {
  it('takes paths that end so and have something before it', () => {
    const pattern = '/v1/school-years/{schoolYear}.csv';
    expect(matchPath(pattern, `${here}.csv`)).toBe(true);
    expect([here, '/v1/school-years/.csv', `${here}.csv/x`].map((path) => matchPath(pattern, path))).toEqual([
      false,
      false,
      false,
    ]);
    expect(honoPath(pattern)).toBe('/v1/school-years/:schoolYear{.+\\.csv}');
    expect(paramsOf(pattern, { schoolYear: '2022-23.csv' })).toEqual({ schoolYear: '2022-23' });
    expect(paramsOf('/v1/a/{a}', { a: 'x.csv' })).toEqual({ a: 'x.csv' });
  });
});
