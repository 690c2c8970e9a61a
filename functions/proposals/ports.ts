import type { District, SchoolYear } from '../calendar/district.ts';
import type { Finding } from '../law/finding.ts';
import type { Signal } from '../triggers/signal.ts';
import type { Situation } from './proposal.ts';

/** The situation of a school year as kept. */
export type SituationStore = {
  get(schoolYear: string): Promise<Situation | undefined>;
  /** Writes it if its row still has revision `situation.revision - 1` (or is absent for 1); else throws `Conflict`. */
  put(situation: Situation): Promise<void>;
};

/** What previewing a body says of it: the one digest that a decision names as `seen`. */
export type PreviewDeclaration = (body: Readonly<Record<string, unknown>>) => {
  readonly digest: string;
  readonly findings: readonly Finding[];
  readonly decideBy?: string | undefined;
  readonly legalDeadline?: string | undefined;
};

/** What proposals look at of a declaration: the days that it leaves, and whether it stands. */
export type DeclaredBefore = {
  readonly ended?: string;
  readonly content: {
    readonly days: readonly { readonly date: string; readonly dayType: string; readonly units: readonly string[] }[];
    readonly declaration: { readonly drill: boolean };
  };
};

/** What was decided, what works, and what a body would say: read anew for each attempt at recomputing. */
export type DecisionFacts = {
  readonly declarations: readonly DeclaredBefore[];
  /** Tools by id: `up`, `degraded`, `down` or `unknown`. */
  readonly readiness: Readonly<Record<string, string>>;
  readonly preview: PreviewDeclaration;
};

export type ReadDecisionFacts = (
  district: District,
  schoolYear: SchoolYear,
  signals: readonly Signal[],
) => Promise<DecisionFacts>;
