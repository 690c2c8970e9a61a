import type { LawPack } from '../pack.ts';

const code = {
  citation: 'Code of Virginia §22.1-98 (HB1790 and SB1132 of 2021)',
  confidence: 'secondary',
  doubt: 'Secondary sources only.',
} as const;

/** Virginia, a draft: shown, and nothing rests on it. */
export const virginia: LawPack = {
  id: 'us-va-2026-11',
  state: 'VA',
  title: 'Virginia, unscheduled remote days (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...code,
    says: 'Up to ten unscheduled remote days in one school year.',
    amount: 10,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'waiver', says: 'The State Superintendent may extend the number.' },
  },
  further: [
    { ...code, topic: 'cause', says: 'For severe weather or another emergency.' },
    { ...code, topic: 'plan', says: 'The Department of Education has guidelines.' },
    { ...code, topic: 'counting', says: 'The days count toward 180 days or 990 hours; a part of a day can.' },
    {
      ...code,
      topic: 'notice',
      says: 'Whether notice has to be given is not known.',
      confidence: 'unverified',
      doubt: 'No duty of notice was found.',
    },
  ],
};
