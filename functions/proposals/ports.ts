import type { District, SchoolYear } from '../calendar/district.ts';
import type { Finding } from '../law/finding.ts';
import type { LawPack } from '../law/pack.ts';
import type { ToolState } from '../readiness/tool-state.ts';
import type { Signal } from '../triggers/signal.ts';
import type { SchoolDecideBy, Situation } from './proposal.ts';
import type { KeptWord, Word } from './word.ts';

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
  readonly decideBySchool?: readonly SchoolDecideBy[] | undefined;
};

/** What proposals look at of a declaration: the days that it leaves, whether it stands, on what, and what was kept of it. */
export type DeclaredBefore = {
  readonly declarationId: string;
  readonly ended?: string;
  readonly content: {
    readonly days: readonly { readonly date: string; readonly dayType: string; readonly units: readonly string[] }[];
    readonly declaration: {
      readonly drill: boolean;
      readonly recordOnly: boolean;
      readonly nextUpdateAt?: string | undefined;
      readonly causes: readonly {
        readonly kind: string;
        readonly qualifying: boolean;
        readonly signalIds: readonly string[];
      }[];
    };
  };
  /** Entries that said something, oldest first. */
  readonly speaking: readonly {
    readonly version: number;
    readonly kind: string;
    readonly at: string;
    readonly approval: string;
  }[];
  readonly entries: readonly { readonly version: number; readonly kind: string; readonly seen?: string | undefined }[];
};

/** What was decided, what works, and what a body would say: read anew for each attempt at recomputing. */
export type DecisionFacts = {
  readonly declarations: readonly DeclaredBefore[];
  /** Tools by id: `up`, `degraded`, `down` or `unknown`; as `tools` assesses them, what they depend on and open incidents included. */
  readonly readiness: Readonly<Record<string, string>>;
  /** Every tool of the district with its reasons. */
  readonly tools: readonly ToolState[];
  readonly lawPack: LawPack;
  readonly preview: PreviewDeclaration;
};

export type ReadDecisionFacts = (
  district: District,
  schoolYear: SchoolYear,
  signals: readonly Signal[],
) => Promise<DecisionFacts>;

/** Words to administrators, for whoever has one to say. */
export type Words = {
  /** Keeps it to be published; one of that id that is there already stays as it is. Too long a text is cut. */
  put(word: Word): Promise<void>;
};

/** Words as kept, for whoever publishes them. */
export type WordStore = Words & {
  all(): Promise<KeptWord[]>;
  /** Writes it where its row still has the revision before; false: somebody else was first. */
  revise(word: KeptWord): Promise<boolean>;
};
