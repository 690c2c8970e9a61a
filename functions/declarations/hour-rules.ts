import type { Bells } from '../calendar/bells.ts';
import type { DayType } from '../calendar/day-type.ts';
import type { DeclaredDay } from './declaration.ts';

/** What may not be in a declared day, whatever the schools' own hours are. */
export type FormRule = {
  readonly member: keyof DeclaredDay;
  readonly isBroken: (day: DeclaredDay) => boolean;
  readonly message: string;
};

/** What must be true of a day's hours at each of its schools; `message` is followed by the schools at which it is not. */
export type BellRule = {
  readonly member: keyof DeclaredDay;
  readonly isBroken: (day: DeclaredDay, normal: Bells) => boolean;
  readonly message: string;
};

/** Days that are whole, or none of the school's: hours of their own would contradict what they say. */
const withoutHours: ReadonlySet<DayType> = new Set(['closed', 'programs-only', 'regular']);

export const formRules: readonly FormRule[] = [
  {
    member: 'startsAt',
    isBroken: ({ dayType, startsAt, minutesLate }) =>
      dayType === 'late-start' && (startsAt ?? minutesLate) === undefined,
    message: 'a late start says when school starts, such as 10:20, or by minutesLate how much later everywhere',
  },
  {
    member: 'endsAt',
    isBroken: ({ dayType, endsAt, minutesEarly, from }) =>
      dayType === 'early-dismissal' && (endsAt ?? minutesEarly ?? from) === undefined,
    message: 'an early dismissal says when school ends, such as 11:30, or by minutesEarly how much earlier everywhere',
  },
  {
    member: 'startsAt',
    isBroken: ({ dayType, startsAt }) => startsAt !== undefined && withoutHours.has(dayType),
    message: 'only a day with school has a start of its own: declare a late start',
  },
  {
    member: 'endsAt',
    isBroken: ({ dayType, endsAt }) => endsAt !== undefined && withoutHours.has(dayType),
    message: 'only a day with school has an end of its own: declare an early dismissal',
  },
  {
    member: 'minutesLate',
    isBroken: ({ dayType, minutesLate }) => minutesLate !== undefined && dayType !== 'late-start',
    message: 'only a late start is so many minutes late',
  },
  {
    member: 'minutesLate',
    isBroken: ({ startsAt, minutesLate }) => minutesLate !== undefined && startsAt !== undefined,
    message: 'give startsAt or minutesLate, not both',
  },
  {
    member: 'minutesEarly',
    isBroken: ({ dayType, minutesEarly }) => minutesEarly !== undefined && dayType !== 'early-dismissal',
    message: 'only an early dismissal is so many minutes early',
  },
  {
    member: 'minutesEarly',
    isBroken: ({ endsAt, minutesEarly }) => minutesEarly !== undefined && endsAt !== undefined,
    message: 'give endsAt or minutesEarly, not both',
  },
];

/** Times of day order as text. */
const notBeforeEnd: BellRule = {
  member: 'from',
  isBroken: ({ from }, { end }) => from !== undefined && from >= end,
  message: 'this is not before the normal end',
};

/** The rules of each day type that has hours of its own or takes effect during the day. */
export const bellRules: Readonly<Record<DayType, readonly BellRule[]>> = {
  'late-start': [
    {
      member: 'startsAt',
      isBroken: ({ startsAt = '' }, { start }) => startsAt <= start,
      message: 'this is not later than the normal start',
    },
    {
      member: 'startsAt',
      isBroken: ({ startsAt = '', endsAt }, { end }) => startsAt >= (endsAt ?? end),
      message: 'this is not before the end',
    },
  ],
  'early-dismissal': [
    {
      member: 'endsAt',
      isBroken: ({ endsAt = '' }, { end }) => endsAt >= end,
      message: 'this is not earlier than the normal end',
    },
    {
      member: 'endsAt',
      isBroken: ({ endsAt = '', startsAt }, { start }) => endsAt <= (startsAt ?? start),
      message: 'this is not after the start',
    },
  ],
  closed: [notBeforeEnd],
  'e-learning': [notBeforeEnd],
  'programs-only': [],
  regular: [],
};
