import type { DayType } from '../calendar/day-type.ts';
import type { Signal } from '../triggers/signal.ts';

/** A date and its units, as they could be declared. */
export type DraftDay = { readonly date: string; readonly dayType: DayType; readonly units: readonly string[] };

/** What signals ask for, before it is compared with what was proposed and decided. */
export type Draft = {
  readonly kind: 'weather' | 'incident';
  /** The signals that ask for it, the first seen first; its id comes from the first. */
  readonly signals: readonly Signal[];
  /** Those and what else a person should see beside them. */
  readonly evidence: readonly Signal[];
  /** Every date that they touch, decided or not. */
  readonly dates: readonly string[];
  /** Days that nobody has decided yet; empty when all of them are. */
  readonly days: readonly DraftDay[];
};
