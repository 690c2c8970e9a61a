import type { LawPack } from '../pack.ts';

const code = { citation: '105 ILCS 5/10-20.56', confidence: 'primary' } as const;
const rule = { citation: '23 Ill. Adm. Code 1.422', confidence: 'primary' } as const;

/** Illinois, a draft: shown, and nothing rests on it. */
export const illinois: LawPack = {
  id: 'us-il-2026-11',
  state: 'IL',
  title: 'Illinois, e-learning days (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...code,
    says: 'At most as many e-learning days as the approved calendar has emergency days, usually five.',
    confidence: 'unverified',
    doubt: 'The usual number, five, is from memory: look it up in the calendar.',
    amount: 5,
    unit: 'days',
    scope: 'calendar',
    overCap: { effect: 'not-known', says: 'What becomes of a day beyond them was not found.' },
  },
  plan: {
    ...code,
    says: 'The board resolves on the program after a public hearing; the regional office of education verifies it by 1 September each year.',
    approvedBy: 'the regional office of education',
    everyYear: true,
    deadline: '09-01',
  },
  minDayLength: {
    ...code,
    says: 'At least five clock hours are verified for each student.',
    minutes: 300,
  },
  further: [
    {
      ...code,
      topic: 'cause',
      says: 'In place of emergency days, and on days when schools are polling places.',
    },
    {
      ...code,
      topic: 'notice',
      says: 'Students and parents are given effective notice of the particular days.',
      onTheDay: true,
    },
    {
      ...rule,
      topic: 'evidence',
      says: "Each student's electronic participation is monitored, and there are materials for those without electronics.",
      onTheDay: true,
    },
    { ...code, topic: 'plan', says: 'The program is subject to collective bargaining.' },
    {
      ...rule,
      topic: 'reporting',
      says: 'After a day is used the district submits a request to the region electronically (1.422(c)).',
      confidence: 'unverified',
      doubt: 'The copy that was read breaks off here.',
    },
  ],
};
