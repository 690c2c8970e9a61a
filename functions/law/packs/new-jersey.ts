import type { LawPack } from '../pack.ts';

const statute = {
  citation: 'N.J.S.A. 18A:7F-9',
  confidence: 'secondary',
  doubt: 'Secondary sources only.',
} as const;

/** New Jersey, a draft: shown, and nothing rests on it. It has no cap to count: a snow day never qualifies. */
export const newJersey: LawPack = {
  id: 'us-nj-2026-11',
  state: 'NJ',
  title: 'New Jersey, remote days (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  minConsecutiveDays: {
    ...statute,
    says: 'No snow day counts: only a closure of more than three consecutive school days does.',
    days: 4,
  },
  plan: { ...statute, says: 'The district hands its plan in to the county office.' },
  further: [
    {
      ...statute,
      topic: 'emergency',
      says: 'Only under a declared state of emergency, a public-health emergency or a health directive.',
      onTheDay: true,
    },
  ],
};
