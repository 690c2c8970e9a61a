import type { DayType, Disposition } from '../calendar/day-type.ts';
import type { StandingTexts } from '../calendar/district.ts';
import type { Level } from '../calendar/level.ts';
import type { StaffInstruction } from '../declarations/declaration.ts';

/** Languages that Bellwether has words for. */
export const knownLanguages = ['en', 'es', 'so', 'hmn'] as const;
export type KnownLanguage = (typeof knownLanguages)[number];

/**
 * Keys of the sentences in which a cause may be made public (DESIGN 3.12): fixed words, because what an incident's title says must never
 * reach a class. `causes[].publicText` names one of them.
 */
export const knownStockSentences = [
  'weather',
  'cold',
  'technical-difficulties',
  'power',
  'heating',
  'water',
  'building',
  'safety',
  'staffing',
  'health',
  'transport',
] as const;
export type StockSentence = (typeof knownStockSentences)[number];

/**
 * What a notice says that a date is. `as-planned` is a `regular` day where the calendar has no students: taking back a change of programs
 * must not announce school on a holiday.
 */
export type NoticeDay = DayType | 'as-planned';

/** A calendar date taken apart; `weekday` is 1 for Monday to 7 for Sunday. */
export type DateParts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
};

/** How a language writes dates and times. None of it is left to ICU, which knows no Hmong and changes between versions. */
export type DateWording = {
  /** `Wed Feb 22` */
  date(parts: DateParts): string;
  /** `Wed Feb 22, 2023` */
  dateWithYear(parts: DateParts): string;
  /** `Wed` */
  weekday(weekday: number): string;
  /** `2:11 p.m.`, from hours 0 to 23. */
  time(hour: number, minute: number): string;
  /** What stands after a date whose hours change: `school starts at 10:20 a.m.` */
  startsAt(time: string): string;
  endsAt(time: string): string;
  from(time: string): string;
  /** The end of a list of days that is too long for one line. */
  moreDates(count: number): string;
};

/** Headings of the notice's page and its chrome. */
export type PageWording = {
  readonly languages: string;
  readonly days: string;
  readonly reason: string;
  readonly tools: string;
  readonly programs: string;
  readonly events: string;
  readonly help: string;
  readonly questions: string;
  issued(when: string): string;
  /** What a page says once its days are past, or once a newer notice took its place. */
  readonly over: string;
  readonly replaced: string;
  corrected(when: string): string;
  /** The page's link in a post. */
  readonly link: string;
};

/**
 * Every fixed word of a notice in one language. Sentences are short and in a plain register; a post is "posted", never "told": a class
 * post reaches students, and the product claims no more.
 */
export type Wording = {
  readonly language: KnownLanguage;
  /** The language's name for itself. */
  readonly name: string;
  /** A native speaker who read every line of the file, and when; `false`: written by the developers, read by none. */
  readonly reviewed: { readonly by: string; readonly on: string } | false;
  readonly languageNames: Readonly<Record<KnownLanguage, string>>;
  readonly dates: DateWording;
  /** The first words of line 1, in capitals. */
  readonly headings: Readonly<Record<NoticeDay, string>>;
  readonly explanations: Readonly<Record<NoticeDay, string>>;
  /** What a student of this class does; absent where there is nothing to do. */
  readonly whatToDo: Readonly<Partial<Record<NoticeDay, string>>>;
  readonly dispositions: Readonly<Record<Disposition, string>>;
  readonly causes: Readonly<Record<StockSentence, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly standing: Readonly<Record<keyof StandingTexts, string>>;
  readonly instructions: Readonly<Record<StaffInstruction['instruction'], string>>;
  readonly page: PageWording;
  readonly update: string;
  readonly drill: string;
  readonly drillExplained: string;
  readonly replacesEarlier: string;
  readonly allSchools: string;
  readonly yourSchool: string;
  schools(count: number): string;
  readonly postedForAllClasses: string;
  readonly postedForProgram: string;
  readonly postedForStaff: string;
  readonly toolsAvailable: string;
  readonly toolsUnavailable: string;
  readonly programs: string;
  readonly events: string;
  readonly staff: string;
  where(place: string): string;
  hours(opens: string, closes: string): string;
  opens(time: string): string;
  closes(time: string): string;
  decisionBy(when: string): string;
  /** The end of a list that is too long for a post. */
  more(count: number): string;
  /** What a post leaves to the page. */
  readonly programsOnPage: string;
  readonly toolsOnPage: string;
  readonly moreOnPage: string;
  readonly ownWords: string;
  ownWordsIn(language: string): string;
  nextUpdate(when: string): string;
  questions(whom: string): string;
  readonly doNotReply: string;
  /** Ends what administrators get: it never has a link (S-37). */
  readonly openSavedPage: string;
};
