import type { District, SchoolYear } from '../calendar/district.ts';
import type { Temporal } from '../core/time.ts';
import type { Signal } from '../triggers/signal.ts';
import type { DecisionFacts } from './ports.ts';
import type { Situation } from './proposal.ts';

/** Everything proposals rest on. */
export type ProposeFacts = DecisionFacts & {
  readonly district: District;
  readonly schoolYear: SchoolYear;
  readonly signals: readonly Signal[];
  readonly previous?: Situation | undefined;
  readonly now: Temporal.Instant;
};
