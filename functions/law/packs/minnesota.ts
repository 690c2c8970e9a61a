import type { LawPack } from '../pack.ts';

const statute = (subdivision: number) =>
  ({ citation: `Minn. Stat. 120A.414, subd. ${subdivision}`, confidence: 'primary' }) as const;

/**
 * Minnesota's law of e-learning days as its statute's current text was read on the date given. No waiver of the cap and no enacted widening
 * of the cause was found; a bill to that end (HF1065, SF1317, SF2409) would change this file.
 */
export const minnesota: LawPack = {
  id: 'us-mn-2026-11',
  state: 'MN',
  title: 'Minnesota, e-learning days',
  checkedOn: '2026-11-22',
  cap: {
    ...statute(1),
    says: 'Up to five e-learning days in one school year count as days of instruction.',
    amount: 5,
    unit: 'days',
    scope: 'school',
    overCap: { effect: 'does-not-count', says: 'A day beyond the five is no day of instruction; no waiver is known.' },
  },
  qualifyingCauses: {
    ...statute(1),
    says: 'An e-learning day is one on which students have full access to online instruction by their own teachers due to inclement weather.',
    doubt: 'Bills to widen the cause were found as introduced only.',
    kinds: ['weather'],
  },
  notice: {
    ...statute(4),
    says: 'Parents and students are notified at least two hours before the normal school start time.',
    minutesBeforeStart: 120,
    audiences: ['parents', 'students'],
  },
  plan: {
    ...statute(2),
    says: 'The board adopts an e-learning day plan after meeting and negotiating with the exclusive representative of the teachers; a charter school without one consults its teachers.',
  },
  annualNotice: {
    ...statute(3),
    says: 'Parents and students are told of the plan at the beginning of the school year.',
    audiences: ['parents', 'students'],
  },
  telephone: {
    ...statute(5),
    says: "Each student's teacher is accessible both online and by telephone during normal school hours.",
  },
  otherStaffPaid: {
    ...statute(6),
    says: 'The district "must continue to pay the full wages for sc…": of staff, it seems, whose work falls away.',
    confidence: 'unverified',
    doubt: 'The copy that was read breaks off within the sentence.',
  },
  instruction: {
    says: 'A school year has at least 425 hours of instruction in kindergarten (850 where it is all day), 935 in grades 1 to 6 and 1,020 in grades 7 to 12.',
    citation: 'Minn. Stat. 120A.41',
    confidence: 'primary',
    doubt:
      'Read as quoted in bills (SF1317 of 2021, SF2409 of 2023). A middle school is held to the hours of grades 7 to 12.',
    hours: { elementary: 935, middle: 1020, high: 1020 },
  },
  further: [
    {
      ...statute(1),
      topic: 'counting',
      says: 'An e-learning day counts as a day of instruction and its hours as hours of instruction.',
    },
    {
      topic: 'counting',
      says: 'Grades 1 to 11 have at least 165 days of instruction, up to five of which may be planned as online days for inclement weather.',
      citation: 'Minn. Stat. 120A.41',
      confidence: 'primary',
      doubt: 'Read as quoted in bills.',
    },
    {
      ...statute(2),
      topic: 'plan',
      says: 'The plan covers students without internet at home, households with too few devices, and accessible options for students with disabilities.',
    },
    {
      topic: 'reporting',
      says: 'Days count when they are reported to the Minnesota Department of Education.',
      citation: "a district's page, delano.k12.mn.us",
      confidence: 'secondary',
      doubt: 'No duty to report was found in the text of the statute.',
    },
  ],
};
