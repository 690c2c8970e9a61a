import type { LawPack } from '../pack.ts';

const partly = {
  citation: 'RSMo 171.033',
  confidence: 'secondary',
  doubt: 'The primary text was read in part only.',
} as const;

/** Missouri's alternative methods of instruction (AMI): the cap counts hours. */
export const missouri: LawPack = {
  id: 'us-mo-2026-11',
  state: 'MO',
  title: 'Missouri, alternative methods of instruction',
  checkedOn: '2026-11-22',
  cap: {
    ...partly,
    says: 'Up to 36 hours of alternative methods of instruction in one school year.',
    amount: 36,
    unit: 'hours',
    scope: 'school',
    overCap: { effect: 'made-up', says: 'Beyond 36 hours, half of the hours lost are made up.' },
  },
  plan: {
    ...partly,
    says: 'The plan is approved by the Department of Elementary and Secondary Education (DESE).',
    approvedBy: 'the Department of Elementary and Secondary Education',
  },
  further: [
    {
      ...partly,
      topic: 'cause',
      says: 'For exceptional or emergency circumstances; inclement weather is ice, snow, extreme cold, excessive heat, flooding or a tornado.',
    },
    {
      ...partly,
      topic: 'evidence',
      says: 'Students who do not complete the work of the day are absent.',
      doubt: "A district's practice; the statute was read in part only.",
    },
    {
      ...partly,
      topic: 'notice',
      says: 'Districts tell families by text, e-mail and social media.',
      confidence: 'unverified',
      doubt: 'No duty of notice was found in the statute.',
    },
  ],
};
