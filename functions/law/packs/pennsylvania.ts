import type { LawPack } from '../pack.ts';

const act = { citation: '24 P.S. §15-1506 (Act 64 of 2019)', confidence: 'primary' } as const;

/** Pennsylvania's flexible instructional days: equipment that fails is a cause here, so an IT incident qualifies. */
export const pennsylvania: LawPack = {
  id: 'us-pa-2026-11',
  state: 'PA',
  title: 'Pennsylvania, flexible instructional days',
  checkedOn: '2026-11-22',
  cap: {
    ...act,
    says: 'Up to five flexible instructional days in one school year.',
    amount: 5,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'waiver', says: 'The Secretary of Education may raise the number, as in 2020.' },
  },
  qualifyingCauses: {
    ...act,
    says: 'An epidemic, hazardous weather, a law-enforcement emergency, inoperable buses or other equipment necessary to operate the school, damage to the building, or a temporary circumstance that makes it unfit for use.',
    // Epidemic: health; law-enforcement emergency: safety; buses: transport; other necessary equipment: it; damage, unfit: facility.
    kinds: ['weather', 'it', 'facility', 'safety', 'health', 'transport'],
  },
  plan: {
    ...act,
    says: 'The school board approves the program and applies to the Department of Education.',
    approvedBy: 'the Department of Education',
  },
  planTerm: {
    ...act,
    says: 'An approval holds for three years.',
    confidence: 'unverified',
    doubt: 'From memory; no source was found.',
    years: 3,
  },
  further: [
    {
      ...act,
      topic: 'notice',
      says: 'The application gives the procedure by which students, parents and employees are notified.',
    },
    {
      ...act,
      topic: 'evidence',
      says: 'The application gives the procedure by which the participation of students is established.',
    },
  ],
};
