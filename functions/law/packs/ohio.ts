import type { LawPack } from '../pack.ts';

const code = {
  citation: 'ORC 3313.482',
  confidence: 'primary',
  doubt: 'The copy that was read breaks off.',
} as const;

/** Ohio, a draft: shown, and nothing rests on it. */
export const ohio: LawPack = {
  id: 'us-oh-2026-11',
  state: 'OH',
  title: 'Ohio, online days (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...code,
    says: 'Counted in hours; by the old law at most the hours of three school days.',
    confidence: 'unverified',
    doubt: 'The present cap is not verified.',
    // The hours of three days of each school are three of its days.
    amount: 3,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'not-known', says: 'What becomes of a day beyond them was not found.' },
  },
  qualifyingCauses: {
    ...code,
    says: "An epidemic, hazardous weather, a law-enforcement emergency, inoperable buses or other equipment necessary to the school's operation, damage to the building, or a failure of utilities.",
    kinds: ['weather', 'it', 'facility', 'safety', 'health', 'transport'],
  },
  plan: {
    ...code,
    says: 'The governing body adopts the plan by 1 August.',
    everyYear: true,
    deadline: '08-01',
  },
  instruction: {
    ...code,
    says: 'A school year has at least 910 hours in kindergarten to grade 6 (455 in half-day kindergarten) and 1,001 in grades 7 to 12.',
    hours: { elementary: 910, middle: 1001, high: 1001 },
  },
  further: [
    {
      ...code,
      topic: 'plan',
      says: "By the old law the teachers' union consents to the plan in writing.",
      confidence: 'secondary',
      doubt: 'Old law; whether it still holds is not verified.',
    },
    {
      ...code,
      topic: 'notice',
      says: 'The plan states how students are contacted and taught.',
      confidence: 'unverified',
    },
  ],
};
