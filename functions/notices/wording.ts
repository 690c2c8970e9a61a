import type { DayType, Disposition } from '../calendar/day-type.ts';
import type { StandingTexts } from '../calendar/district.ts';
import type { Level } from '../calendar/level.ts';
import type { CauseKind, Confirmation, SameDayWords, StaffInstruction } from '../declarations/declaration.ts';

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
  'heat',
  'air-quality',
  'technical-difficulties',
  'power',
  'heating',
  'water',
  'building',
  'safety',
  'staffing',
  'health',
  'transport',
  'other',
] as const;
export type StockSentence = (typeof knownStockSentences)[number];

/** The sentences in which a cause of each kind may be made public, the plainest first. */
export const stockSentencesOf: Readonly<Record<CauseKind, readonly StockSentence[]>> = {
  weather: ['weather', 'cold', 'heat', 'air-quality'],
  it: ['technical-difficulties'],
  facility: ['building', 'power', 'heating', 'water'],
  safety: ['safety'],
  health: ['health', 'air-quality'],
  staffing: ['staffing'],
  transport: ['transport'],
  other: ['other', 'safety'],
};

/**
 * What a notice says that a date is. `as-planned` is a `regular` day where the calendar has no students: taking back a change of programs
 * must not announce school on a holiday. `sent-home` is a building that empties with children in it, for which "closed" is never said
 * (USERS E9); after `sent-home-online` they go on learning at home.
 */
export type NoticeDay = DayType | 'as-planned' | 'sent-home' | 'sent-home-online';

/** Days on which children leave a building that they are in. */
export const sendsHome: ReadonlySet<NoticeDay> = new Set(['sent-home', 'sent-home-online']);

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

/**
 * One of the questions that families ask first when school ends while children are in it: its label, and a stock sentence. Some of them are
 * claims, which are said only where the district confirms them (`claims`).
 */
export type SameDaySlot = { readonly label: string; readonly stock: string };

/** Slots whose stock sentence says what happens, and not only whom to ask: nobody but the district knows whether it is so. */
export const claims: ReadonlySet<string> = new Set<Confirmation>(['buses', 'walkers', 'pickUp']);

/** Headings of the notice's page and its chrome. */
export type PageWording = {
  readonly languages: string;
  readonly days: string;
  /** How children get home. */
  readonly sameDay: string;
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
  /** Heading of what was said about the same days, oldest first. */
  readonly history: string;
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
  /** Before the names of partners whose students ride the district's buses. */
  readonly noBusesFor: string;
  /** That children are looked after until they leave: those who are in school now, and those who will be. Said where it is confirmed. */
  readonly supervision: Readonly<Record<'now' | 'later', string>>;
  readonly sameDay: Readonly<Record<keyof SameDayWords, SameDaySlot>>;
  readonly page: PageWording;
  readonly update: string;
  readonly drill: string;
  readonly drillExplained: string;
  readonly replacesEarlier: string;
  /** The way back: the first regular day. */
  backToSchool(date: string): string;
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
  /** When a postponed or moved event is now, or that nobody knows yet. */
  newWhen(when: string): string;
  readonly newDateFollows: string;
  /** When staff come. */
  staffAt(time: string): string;
  /** The end of a list that is too long for a post. */
  more(count: number): string;
  /** What a post leaves to the page. */
  readonly programsOnPage: string;
  readonly toolsOnPage: string;
  readonly moreOnPage: string;
  readonly ownWords: string;
  ownWordsIn(language: string): string;
  /** Instead of both on the way back, when the district's words are what is not as it was. */
  readonly whatDiffers: string;
  whatDiffersIn(language: string): string;
  nextUpdate(when: string): string;
  questions(whom: string): string;
  readonly doNotReply: string;
  /** Ends what administrators get: it never has a link (S-37). */
  readonly openSavedPage: string;
};
