import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../functions/core/hash.ts';
import { countedDays } from '../../../functions/declarations/counted-days.ts';
import type { Declaration } from '../../../functions/declarations/declaration.ts';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { accountYear } from '../../../functions/law/account-year.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { day, declared, eLearning, given, refusal, type MovableFacts } from '../../support/decided.ts';
import { districtWith } from '../../support/district.ts';
import { body, factsOf } from '../../support/facts.ts';

const decidedBy = { name: 'Ann Vue', role: 'superintendent', how: 'by phone', at: '2022-12-15T04:41:00-06:00' };
const reasons = { 'record-only/-/-': 'Mass call at five; we joined in January.' };

/** What happened elsewhere and is put on record: December's days, decided in time. */
const happened = (...dates: string[]): Declaration =>
  body({ days: dates.map((date) => ({ ...eLearning, date })), recordOnly: true, decidedBy, reasons });

function law(declaration: Declaration, facts: Facts): string[] {
  return preview(declaration, facts)
    .answer.findings.filter(({ findingId }) => /^(cap|cause|days-left|notice|pay)\//.test(findingId))
    .map(({ weight, findingId, message }) => `${weight} ${findingId}: ${message}`);
}

/** The example district, which used 14 December before Bellwether, with a declaration that was put on record. */
const joined = (...dates: string[]): MovableFacts => given(happened(...dates), factsOf({ covers: () => true })).facts;

describe('days that happened elsewhere', () => {
  test('given two on record and one before Bellwether, when the next is previewed, then it is the fourth', () => {
    expect(law(body(), joined('2022-12-15', '2022-12-16'))).toEqual([
      'info days-left/-/district: After this, every school will have used 4 of 5 e-learning days of 2022-23.',
    ]);
  });

  test('given four on record and one before Bellwether, when the next is previewed, then it is the sixth and blocked', () => {
    const facts = joined('2022-12-15', '2022-12-16', '2022-12-19', '2022-12-20');
    expect(law(body(), facts)).toEqual([expect.stringMatching(/^blocks cap\/2023-02-22\/district: .*used up/)]);
  });

  test('given a day of one school on record, when all declare, then that school alone has used more', () => {
    const one = body({ ...happened('2022-12-15'), days: [{ ...eLearning, date: '2022-12-15', schools: ['pine-hs'] }] });
    const { facts } = given(one, factsOf({ covers: () => true }));
    expect(law(body(), facts)).toEqual([expect.stringContaining('Pine High School will have used 3 of 5')]);
  });

  test('given one that no law would have counted, when it is put on record, then the finding goes into the record with a reason', () => {
    const it = body({ ...happened('2022-12-15'), causes: [{ kind: 'it', qualifying: true }] });
    expect(law(it, factsOf())).toContainEqual(expect.stringMatching(/^needs-reason cause\//));
    expect(law(it, factsOf())).not.toContainEqual(expect.stringMatching(/^blocks /));
    expect(refusal(() => declared(it, factsOf()))).toMatchObject({ problem: 'findings-need-reason' });
    const asked = preview(it, factsOf()).answer.findings.filter(({ weight }) => weight === 'needs-reason');
    const why = Object.fromEntries(asked.map(({ findingId }) => [findingId, 'A water main; we held classes online.']));
    const { draft } = declared({ ...it, reasons: why }, factsOf());
    expect(draft.content).toMatchObject({ notices: [], declaration: { recordOnly: true, reasons: why } });
    expect(draft.content?.findings.map(({ findingId }) => findingId)).toContainEqual(expect.stringMatching(/^cause\//));
    // What is still to come is blocked as ever.
    expect(law(body({ causes: [{ kind: 'it', qualifying: true }] }), factsOf())).toContainEqual(
      expect.stringMatching(/^blocks cause\//),
    );
  });

  test('given the sixth of the year has happened, when it is put on record, then it takes a reason and can be', () => {
    const facts = joined('2022-12-15', '2022-12-16', '2022-12-19', '2022-12-20');
    expect(law(happened('2023-01-11'), facts)).toEqual([expect.stringMatching(/^needs-reason cap\/2023-01-11\//)]);
  });

  test('given they are accounted for, when the year is read, then each is there as on record only', () => {
    const facts = joined('2022-12-15');
    const declared = countedDays(fold(facts.entries).values(), facts.clocks.machine.now());
    const [pine] = accountYear({ ...facts, pack: facts.lawPack, declared });
    expect(pine).toMatchObject({ unitId: 'pine-hs', used: 2, left: 3 });
    expect(pine?.days.map(({ date, evidence }) => [date, evidence[0]])).toEqual([
      ['2022-12-14', { source: 'days-used-before' }],
      ['2022-12-15', expect.objectContaining({ source: 'declaration', recordOnly: true })],
    ]);
  });
});

test('given five days used before the first day of Bellwether, when the first is declared, then it is the sixth', () => {
  const dates = ['2022-12-12', '2022-12-13', '2022-12-14', '2022-12-15', '2022-12-16'];
  const daysUsedBefore = dates.map((date) => ({ date, dayType: 'e-learning' as const, schools: 'all' as const }));
  const schoolYears = [{ id: '2022-23', first: '2022-09-06', last: '2023-06-09', daysUsedBefore }];
  const district = districtWith({ schoolYears });
  expect(law(body(), factsOf({ district }))).toEqual([expect.stringMatching(/^blocks cap\/2023-02-22\//)]);
  expect(law(day({ dayType: 'closed' }), factsOf({ district }))).toEqual([]);
});

test('given Missouri, where hours are counted, when days are declared, then the preview speaks of hours', () => {
  const lawPack = lawPackOf('MO');
  const district = districtWith({ state: 'MO' });
  const rules = { ...factsOf().rules, district: digestOf(district), lawPack: digestOf(lawPack) };
  const facts = factsOf({ district, lawPack, rules });
  // 6.5 hours each, one of them before Bellwether.
  expect(law(body(), facts)).toEqual([expect.stringContaining('used 13 of 36 e-learning hours of 2022-23')]);
});

test('given staff who are told not to report, when e-learning is previewed, then their pay is pointed out', () => {
  const sent = body({ staff: [{ group: 'bus drivers', instruction: 'do-not-report' }] });
  expect(law(sent, factsOf())).toContainEqual(expect.stringMatching(/^info pay\/-\/district: .*not verified/));
  expect(law(body({ staff: [{ group: 'teachers', instruction: 'remote' }] }), factsOf())).toHaveLength(1);
});
