import type { LawPack } from '../pack.ts';

const code = { citation: 'IC 20-30-2-2.7', confidence: 'primary' } as const;

/** Indiana, a draft: shown, and nothing rests on it. Bellwether does not know how synchronous a day is, so it counts every one. */
export const indiana: LawPack = {
  id: 'us-in-2026-11',
  state: 'IN',
  title: 'Indiana, virtual days (draft)',
  checkedOn: '2026-11-22',
  draft: true,
  cap: {
    ...code,
    says: 'At most three virtual days that fail the synchronous rule; days that meet it are unlimited.',
    amount: 3,
    unit: 'days',
    scope: 'school',
    overCap: {
      effect: 'waiver',
      says: 'A day beyond them does not count toward the 180 days unless the department grants a waiver (subsection g).',
    },
  },
  further: [
    { ...code, topic: 'cause', says: 'The law lists no causes.' },
    {
      ...code,
      topic: 'mode-mix',
      says: 'A day meets the synchronous rule when at least half of it is directed by teachers and synchronous; it is virtual when at least half of the students are remote.',
      onTheDay: true,
    },
    {
      ...code,
      topic: 'notice',
      says: 'Whether notice has to be given is not known.',
      confidence: 'unverified',
      doubt: 'No duty of notice was found.',
    },
  ],
};
