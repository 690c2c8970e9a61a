import type { District, SchoolYear } from '../calendar/district.ts';
import { schoolYearOf } from '../calendar/school-year.ts';
import type { Clocks } from '../core/clock.ts';
import { Conflict } from '../core/errors.ts';
import { canonicalJson } from '../core/hash.ts';
import { formatInstant, localDate } from '../core/time.ts';
import type { SignalStore } from '../triggers/ports.ts';
import type { ReadDecisionFacts, SituationStore } from './ports.ts';
import { propose } from './propose.ts';
import type { Proposal, Situation } from './proposal.ts';
import { reviewDeclarations } from './review-declarations.ts';

export type RecomputeDeps = {
  readonly district: District;
  readonly signals: SignalStore;
  readonly situations: SituationStore;
  readonly readFacts: ReadDecisionFacts;
  readonly clocks: Clocks;
};

/** The situation as it stands, and the proposals that are new or changed; undefined outside every school year of the district. */
export type Recomputed = { readonly situation: Situation | undefined; readonly changed: readonly Proposal[] };

/** How often it is computed again when somebody else wrote it in between. */
const attempts = 5;

/** Computes the situation anew from everything it rests on and writes it only where it differs. Throws `Conflict` when it never settles. */
export async function recomputeSituation(deps: RecomputeDeps): Promise<Recomputed> {
  const { district, signals: signalStore, situations, readFacts, clocks } = deps;
  for (let attempt = 1; ; attempt++) {
    const now = clocks.calendar.now();
    const schoolYear = currentYear(district, localDate(now, district.timeZone));
    if (schoolYear === undefined) return { situation: undefined, changed: [] };
    const previous = await situations.get(schoolYear.id);
    const signals = await signalStore.all();
    const facts = await readFacts(district, schoolYear, signals);
    const proposals = propose({ ...facts, district, schoolYear, signals, previous, now });
    const computed = { proposals, ...reviewDeclarations({ ...facts, district, signals, previous, now }) };
    if (canonicalJson(computed) === canonicalJson(saidBy(previous))) return { situation: previous, changed: [] };
    const computedAt = formatInstant(now, district.timeZone);
    const situation = { schoolYear: schoolYear.id, revision: (previous?.revision ?? 0) + 1, computedAt, ...computed };
    try {
      await situations.put(situation);
      const known = new Map(previous?.proposals.map((proposal) => [proposal.proposalId, proposal.revision]));
      return { situation, changed: proposals.filter(({ proposalId, revision }) => known.get(proposalId) !== revision) };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}

/** What of a situation was computed, without when and how often. */
function saidBy(situation: Situation | undefined): Pick<Situation, 'proposals' | 'reviews' | 'watched'> {
  const { proposals, reviews, watched } = situation ?? { proposals: [], reviews: [], watched: [] };
  return { proposals, reviews, watched };
}

/** The proposal that a signal belongs to, rather an open one than one that is settled; for the answer to a report. */
export function proposalOfSignal(situation: Situation | undefined, signalId: string): Proposal | undefined {
  const about = (situation?.proposals ?? []).filter(({ evidence }) => evidence.some((it) => it.signalId === signalId));
  return about.find(({ status }) => status === 'open') ?? about.find(({ status }) => status === 'declared');
}

/** The school year of a date, in summer the coming one. */
function currentYear(district: District, date: string): SchoolYear | undefined {
  const coming = district.schoolYears.filter((year) => year.first > date).sort((a, b) => (a.first < b.first ? -1 : 1));
  return schoolYearOf(district, date) ?? coming[0];
}
