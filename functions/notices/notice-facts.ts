import type { Disposition } from '../calendar/day-type.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import type { NoticeDay } from './wording.ts';

/** What a date is for a place. */
export type DayFact = {
  readonly date: string;
  readonly dayType: NoticeDay;
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** A change that takes effect during the day. */
  readonly from?: string;
};

/** What happens to a program. */
export type ProgramFact = {
  readonly id: string;
  readonly name: string;
  readonly disposition: Disposition;
  /** Only where it does not hold on every declared date. */
  readonly dates?: readonly string[];
  readonly where?: string;
  readonly opens?: string;
  readonly closes?: string;
  readonly decisionBy?: string;
  readonly note?: string;
};

/** Days of a place; a divided school whose divisions differ has a part, with its name, for each. */
export type Part = { readonly name?: string; readonly days: readonly DayFact[] };

/** A school, or one division of it, and what the entry means for it. */
export type Place = {
  /** Every unit id that a roster row of this place can have: a divided school counts as a unit of its own here. */
  readonly units: readonly string[];
  readonly name: string;
  readonly parts: readonly Part[];
  readonly programs: readonly ProgramFact[];
};

/** Places that share one rendering because they share the same facts. */
export type PlaceGroup = {
  readonly units: readonly string[];
  readonly places: readonly Place[];
  readonly parts: readonly Part[];
  readonly programs: readonly ProgramFact[];
};

/** A brief with what follows from it, worked out once for all audiences and languages. */
export type Survey = NoticeBrief & {
  readonly places: readonly Place[];
  /** Schools by what their days are, for those who read about all of them. */
  readonly groups: readonly PlaceGroup[];
  /** Every program of the district that changes. */
  readonly programs: readonly ProgramFact[];
};
