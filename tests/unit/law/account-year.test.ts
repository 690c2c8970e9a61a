import { describe, expect, test } from 'vitest';
import type { District } from '../../../functions/calendar/district.ts';
import { schoolYearOf } from '../../../functions/calendar/school-year.ts';
import { Declaration } from '../../../functions/declarations/declaration.ts';
import { countedDays } from '../../../functions/declarations/counted-days.ts';
import type { Entry } from '../../../functions/declarations/entry.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { accountYear } from '../../../functions/law/account-year.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { UnitAccount } from '../../../functions/law/unit-account.ts';
import { districtWith, lakes, school } from '../../support/district.ts';
import { content, entry } from '../../support/entries.ts';

const nowMs = 5_000_000;

function accounts(entries: readonly Entry[], district: District = lakes): UnitAccount[] {
  const schoolYear = schoolYearOf(district, '2023-02-22');
  if (schoolYear === undefined) throw new Error('no school year');
  const declared = countedDays(fold(entries).values(), nowMs);
  const made = accountYear({ district, schoolYear, pack: lawPackOf(district.state), declared });
  return made.map((account) => UnitAccount.parse(account));
}

function account(entries: readonly Entry[], unitId = 'pine-hs', district: District = lakes): UnitAccount {
  const found = accounts(entries, district).find((one) => one.unitId === unitId);
  if (found === undefined) throw new Error(`no account of ${unitId}`);
  return found;
}

const day = (date: string, dayType: 'e-learning' | 'closed' = 'e-learning', units = ['pine-hs']) => ({
  date,
  dayType,
  units,
});
const declared = (version: number, days: ReturnType<typeof day>[], changes: Partial<Entry> = {}) =>
  entry(version, 'Declared', {
    declarationId: `d-${version}`,
    content: content({ days }),
    releasesAtMs: 0,
    ...changes,
  });

describe('what is used and left', () => {
  test('given a day from before the first day of Bellwether, when nothing is declared, then every school has it on its account', () => {
    expect(accounts([]).map(({ unitId, used, left }) => [unitId, used, left])).toEqual([
      ['pine-hs', 1, 4],
      ['pine-k8/k5', 1, 4],
      ['pine-k8/m68', 1, 4],
    ]);
    expect(account([]).days).toEqual([{ date: '2022-12-14', used: 1, evidence: [{ source: 'days-used-before' }] }]);
  });

  test('given an e-learning day and a closed one, when they stand, then the first alone is used, with the entry that says so', () => {
    const { used, left, days } = account([declared(1, [day('2023-02-22'), day('2023-02-23', 'closed')])]);
    expect([used, left]).toEqual([2, 3]);
    expect(days[1]).toEqual({
      date: '2023-02-22',
      used: 1,
      evidence: [{ source: 'declaration', declarationId: 'd-1', version: 1, status: 'declared', recordOnly: false }],
    });
  });

  test('given a day that was put on record alone, when it is counted, then its evidence says so', () => {
    const declaration = Declaration.parse({
      days: [{ date: '2023-01-10', dayType: 'e-learning', schools: ['pine-hs'] }],
      causes: [{ kind: 'weather', qualifying: true }],
      recordOnly: true,
    });
    const entries = [declared(1, [], { content: content({ declaration, days: [day('2023-01-10')] }) })];
    expect(account(entries)).toMatchObject({ used: 2, days: [{}, { evidence: [{ recordOnly: true }] }] });
  });

  test('given an e-learning day amended to closed, when it is counted, then it is not used', () => {
    const amended = entry(2, 'Amended', {
      declarationId: 'd-1',
      content: content({ days: [day('2023-02-22', 'closed')] }),
    });
    expect(account([declared(1, [day('2023-02-22')]), amended]).used).toBe(1);
  });

  test('given an amendment that adds a day, when it is counted, then the amending entry is the evidence', () => {
    const amended = entry(2, 'Amended', {
      declarationId: 'd-1',
      content: content({ days: [day('2023-02-22'), day('2023-02-23')] }),
      releasesAtMs: 0,
    });
    const { used, days } = account([declared(1, [day('2023-02-22')]), amended]);
    expect(used).toBe(3);
    expect(days[2]?.evidence).toMatchObject([{ declarationId: 'd-1', version: 2 }]);
  });

  test('given two days of which the second is taken back, when they are counted, then the first stays, by the entry that declared it', () => {
    const retracted = entry(2, 'Retracted', {
      declarationId: 'd-1',
      content: content({ days: [day('2023-02-23', 'closed')] }),
    });
    const { used, days } = account([declared(1, [day('2023-02-22'), day('2023-02-23')]), retracted]);
    expect(used).toBe(2);
    expect(days[1]).toMatchObject({ date: '2023-02-22', evidence: [{ version: 1, status: 'retracted' }] });
  });

  test.each(['Withdrawn', 'Rejected'] as const)('given a declaration that was %s, then it used nothing', (kind) => {
    const needsApproval = kind === 'Rejected';
    const first = declared(1, [], { content: content({ days: [day('2023-02-22')], needsApproval }) });
    expect(account([first, entry(2, kind, { declarationId: 'd-1' })]).used).toBe(1);
  });

  test('given a date that stands in file and ledger, when it is counted, then once, with both', () => {
    const { used, days } = account([declared(1, [day('2022-12-14')])]);
    expect(used).toBe(1);
    expect(days[0]?.evidence.map(({ source }) => source)).toEqual(['days-used-before', 'declaration']);
  });

  test('given more days than there are, when they are counted, then none is left', () => {
    const dates = ['2023-01-04', '2023-01-05', '2023-01-06', '2023-01-09', '2023-01-10'];
    expect(
      account([
        declared(
          1,
          dates.map((date) => day(date)),
        ),
      ]),
    ).toMatchObject({ used: 6, left: 0 });
  });

  test('given a state whose cap is not known, when days are counted, then nothing is said of what is left', () => {
    const wisconsin = districtWith({ state: 'WI' });
    expect(account([], 'pine-hs', wisconsin)).toMatchObject({ used: 1 });
    expect(account([], 'pine-hs', wisconsin)).not.toHaveProperty('left');
  });
});

describe('hours', () => {
  const schools = [school('long', { end: '15:20' }), school('taught', { instructionMinutes: 375 })];
  const days = [{ date: '2022-12-14', dayType: 'e-learning' as const, schools: 'all' as const }];
  const year = { id: '2022-23', first: '2022-09-06', last: '2023-06-09', daysUsedBefore: days };
  const missouri = districtWith({ state: 'MO', schools, programs: [], schoolYears: [year] });

  test("given a law that counts hours, when a day is counted, then it is each school's own hours", () => {
    expect(account([], 'long', missouri)).toMatchObject({ used: 7, left: 29, days: [{ used: 7 }] });
    expect(account([], 'taught', missouri)).toMatchObject({ used: 6.25, left: 29.75 });
  });

  test('given the minutes of instruction of a school, when it closes a day, then what is lost and to spare is said', () => {
    const district = districtWith({
      state: 'MN',
      schools,
      programs: [],
      schoolYears: [{ ...year, first: '2022-10-03', last: '2023-05-26' }],
    });
    const closed = declared(1, [day('2023-02-22', 'closed', ['taught'])]);
    // 170 weekdays of 6.25 hours.
    expect(account([closed], 'taught', district).instruction).toEqual({
      scheduled: 1062.5,
      lost: 6.25,
      required: 1020,
      margin: 36.25,
    });
    expect(account([], 'long', district)).not.toHaveProperty('instruction');
  });
});
