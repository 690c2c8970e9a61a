import { expect, test } from 'vitest';
import { SchoolYearAnswer } from '../../../functions/api/contract/school-years.ts';
import { schoolYearReadings } from '../../../functions/platform/services/school-years.ts';
import { lakes } from '../../support/district.ts';
import { content, entry } from '../../support/entries.ts';

const asked: string[] = [];
const record = {
  ledger: {
    read: async (schoolYear: string) => {
      asked.push(schoolYear);
      return [entry(1, 'Declared', { content: content(), releasesAtMs: 1_500 })];
    },
  },
};
const clocks = { machine: { now: () => 1_000, sleep: async () => undefined } };
const { schoolYear } = schoolYearReadings({ clocks }, { district: lakes, record });

test('given a declaration in its hold, when its year is read, then the day is on the account by its law, with that status', async () => {
  const answer = SchoolYearAnswer.parse(await schoolYear('2022-23'));
  expect(answer).toMatchObject({
    schoolYear: '2022-23',
    first: '2022-09-06',
    law: { state: 'MN', draft: false, cap: { amount: 5, unit: 'days', confidence: 'primary' } },
  });
  const [pine] = answer.schools;
  expect(pine).toMatchObject({ schoolId: 'pine-hs', used: 2, left: 3 });
  expect(pine?.days.at(-1)?.evidence).toMatchObject([{ declarationId: 'd-one', version: 1, status: 'held' }]);
});

test('given a year that the district does not have, when it is read, then no ledger is asked', async () => {
  asked.length = 0;
  expect(await schoolYear('2031-32')).toBeUndefined();
  expect(asked).toEqual([]);
});
