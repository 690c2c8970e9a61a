import type { DateParts, DateWording, KnownLanguage, Wording } from '../wording.ts';

/** What a copy pack says in one language beside the words of notices. The rules of `Wording` hold: plain, short, "posted". */
export type CopyWording = {
  readonly language: KnownLanguage;
  /** As in `Wording`: the native speaker who read every line of the file, or `false`. */
  readonly reviewed: Wording['reviewed'];
  /** Dates and times as they are read aloud, in words. */
  readonly spoken: DateWording;
  /** Between the first and the last of several days, read aloud. */
  readonly through: string;
  /** A date without its weekday, as short as it can be written. */
  readonly shortDate: (parts: DateParts) => string;
  /** Ends a line of e-learning days. */
  readonly buildingsClosed: string;
  /** Where so much changes that a line has no room to say what. */
  readonly changes: string;
  thisIs(district: string): string;
  thanksForCalling(district: string): string;
  moreAt(site: string): string;
  forThePress(contact: string): string;
};
