import type { LawPack } from '../pack.ts';

const statute = { citation: 'KRS 158.070(9)', confidence: 'primary' } as const;

/** Kentucky, a draft: shown, and nothing rests on it. */
export const kentucky: LawPack = {
  id: 'us-ky-2026-11',
  state: 'KY',
  title: 'Kentucky, non-traditional instruction (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...statute,
    says: 'Up to ten days of non-traditional instruction (NTI) in one school year.',
    amount: 10,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'not-known', says: 'What becomes of a day beyond them was not found.' },
  },
  qualifyingCauses: {
    ...statute,
    says: 'When school is closed for health or safety reasons.',
    doubt: 'Weather is read as a reason of safety; other kinds may be one, too.',
    kinds: ['health', 'safety', 'weather'],
  },
  plan: {
    ...statute,
    says: 'The commissioner approves the plan every year; changes of it are approved anew.',
    approvedBy: 'the commissioner of education',
    everyYear: true,
  },
  further: [
    {
      ...statute,
      topic: 'evidence',
      says: 'At least one piece of evidence for each class and NTI day; a point of contact is published; a district that does not comply loses NTI.',
      confidence: 'secondary',
      doubt: 'A change of the rules in 2025, as reported.',
      onTheDay: true,
    },
    {
      ...statute,
      topic: 'notice',
      says: 'Whether notice has to be given is not known.',
      confidence: 'unverified',
      doubt: 'No duty of notice was found.',
    },
  ],
};
