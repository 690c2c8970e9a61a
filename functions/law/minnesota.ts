import type { LawPack } from './pack.ts';

const statute = (subdivision: number): string => `Minn. Stat. 120A.414, subd. ${subdivision}`;

/**
 * Minnesota's law of e-learning days as its statute's current text was read on the date given. No waiver of the cap and no enacted widening
 * of the cause was found; a bill to that end (HF1065, SF1317, SF2409) would change this file.
 */
export const minnesota: LawPack = {
  id: 'us-mn-2026-11',
  state: 'MN',
  title: 'Minnesota, e-learning days',
  checkedOn: '2026-11-22',
  cap: { days: 5, waiver: false, citation: statute(1), confidence: 'primary' },
  qualifyingCauses: { kinds: ['weather'], citation: statute(1), confidence: 'primary' },
  notice: { minutesBeforeStart: 120, audiences: ['parents', 'students'], citation: statute(4), confidence: 'primary' },
  plan: { citation: statute(2), confidence: 'primary' },
  annualNotice: { citation: statute(3), confidence: 'primary' },
  telephone: { citation: statute(5), confidence: 'primary' },
};
