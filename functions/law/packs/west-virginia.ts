import type { LawPack } from '../pack.ts';

const partly = {
  citation: 'W.Va. Code §18-5-45; 126 CSR 73',
  confidence: 'secondary',
  doubt: 'The primary text was read in part only.',
} as const;

/** West Virginia, a draft: shown, and nothing rests on it. */
export const westVirginia: LawPack = {
  id: 'us-wv-2026-11',
  state: 'WV',
  title: 'West Virginia, non-traditional instruction (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...partly,
    says: 'Up to five days of non-traditional instruction (NTI) in one school year.',
    doubt: 'Bills of 2025 and 2026 raise it to ten; whether they passed is not verified.',
    amount: 5,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'not-known', says: 'What becomes of a day beyond them was not found.' },
  },
  plan: {
    ...partly,
    says: 'The State Board approves the plan of the county; teachers assign and grade work.',
    approvedBy: 'the State Board of Education',
  },
  minDayLength: {
    ...partly,
    says: 'A day has 315, 330 or 345 minutes by level.',
    minutes: { elementary: 315, middle: 330, high: 345 },
  },
  further: [
    { ...partly, topic: 'cause', says: 'For inclement weather or other unforeseen circumstances.' },
    {
      ...partly,
      topic: 'notice',
      says: 'Whether notice has to be given is not known.',
      confidence: 'unverified',
      doubt: 'No duty of notice was found.',
    },
  ],
};
