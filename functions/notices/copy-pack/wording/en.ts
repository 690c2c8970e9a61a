import type { CopyWording } from '../copy-wording.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const ones = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty'] as const;

/** Ordinals that are not the number with `th`. */
const ordinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
  twenty: 'twentieth',
  thirty: 'thirtieth',
};

/** 0 to 59 in words; anything beyond keeps its digits. */
function number(value: number): string {
  if (value < 20) return ones[value] ?? String(value);
  const ten = tens[Math.floor(value / 10)];
  if (ten === undefined) return String(value);
  return value % 10 === 0 ? ten : `${ten}-${ones[value % 10] ?? ''}`;
}

function ordinal(value: number): string {
  const [first = '', second] = number(value).split('-');
  const last = second ?? first;
  const ending = ordinals[last] ?? `${last}th`;
  return second === undefined ? ending : `${first}-${ending}`;
}

function time(hour: number, minute: number): string {
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon';
  const minutes = minute === 0 ? 'o’clock' : minute < 10 ? `oh ${number(minute)}` : number(minute);
  const part = hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
  return `${number(hour % 12 || 12)} ${minutes} in the ${part}`;
}

const weekday = (day: number): string => days[day - 1] ?? '';
const date: CopyWording['spoken']['date'] = (parts) =>
  `${weekday(parts.weekday)}, ${months[parts.month - 1] ?? ''} ${ordinal(parts.day)}`;

/** English. Written by the developers in the language they work in. */
export const english: CopyWording = {
  language: 'en',
  reviewed: { by: 'the developers of Bellwether', on: '2026-11-22' },
  spoken: {
    date,
    dateWithYear: date,
    weekday,
    time,
    startsAt: (at) => `starts at ${at}`,
    endsAt: (at) => `ends at ${at}`,
    from: (at) => `from ${at}`,
    moreDates: (count) => (count === 1 ? 'and one more date' : `and ${number(count)} more dates`),
  },
  through: 'through',
  shortDate: (parts) => `${shortMonths[parts.month - 1] ?? ''} ${parts.day}`,
  buildingsClosed: 'buildings closed',
  changes: 'SCHEDULE CHANGES',
  thisIs: (district) => `This is a message from ${district}.`,
  thanksForCalling: (district) => `Thank you for calling ${district}.`,
  moreAt: (site) => `More at ${site}.`,
  forThePress: (contact) => `For the press: ${contact}`,
};
