import type { LawPack } from '../pack.ts';

const proviso = { citation: 'proviso 1A.58 (SDE-EIA: Digital Learning Plan)', confidence: 'primary' } as const;

/** South Carolina, a draft: shown, and nothing rests on it. */
export const southCarolina: LawPack = {
  id: 'us-sc-2026-11',
  state: 'SC',
  title: 'South Carolina, e-learning days (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...proviso,
    says: 'Up to five e-learning days in one school year.',
    amount: 5,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'not-known', says: 'What becomes of a day beyond them was not found.' },
  },
  plan: {
    ...proviso,
    says: 'The district applies to the Department of Education, which judges the application by a rubric (for 2025-26 from 1 May to 30 June).',
    approvedBy: 'the Department of Education',
  },
  minDayLength: {
    ...proviso,
    says: 'An e-learning day has at least 200 minutes of instruction.',
    confidence: 'secondary',
    doubt: "Districts' pages; one states 5.5 hours for K to 8 and 6 hours for 9 to 12.",
    minutes: 200,
  },
  further: [
    { ...proviso, topic: 'cause', says: 'For weather or another disruption, such as of power or a water main.' },
    {
      ...proviso,
      topic: 'notice',
      says: 'Whether notice has to be given is not known.',
      confidence: 'unverified',
      doubt: 'No duty of notice was found.',
    },
  ],
};
