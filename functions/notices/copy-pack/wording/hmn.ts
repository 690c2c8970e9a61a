import type { CopyWording } from '../copy-wording.ts';

/** In English, as in the notices: so they stand in the Hmong letters of Minnesota's districts. */
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const ones = ['xoom', 'ib', 'ob', 'peb', 'plaub', 'tsib', 'rau', 'xya', 'yim', 'cuaj'] as const;
const tens = ['', 'kaum', 'nees nkaum', 'peb caug', 'plaub caug', 'tsib caug'] as const;

/** 0 to 59 in words; anything beyond keeps its digits. */
function number(value: number): string {
  if (value < 10) return ones[value] ?? String(value);
  const ten = tens[Math.floor(value / 10)];
  if (ten === undefined) return String(value);
  return value % 10 === 0 ? ten : `${ten} ${ones[value % 10] ?? ''}`;
}

/** Hmong names the part of the day: morning, from noon afternoon, from six night. */
function time(hour: number, minute: number): string {
  const part = hour < 12 ? 'sawv ntxov' : hour < 18 ? 'tav su' : 'tsaus ntuj';
  const minutes = minute === 0 ? '' : ` ${number(minute)} feeb`;
  return `${number(hour % 12 || 12)} teev${minutes} ${part}`;
}

const weekday = (day: number): string => days[day - 1] ?? '';
const date: CopyWording['spoken']['date'] = (parts) =>
  `hnub ${weekday(parts.weekday)}, lub ${number(parts.month)} hlis tim ${number(parts.day)}`;

/** Hmong (White Hmong, romanized). Written by the developers; not reviewed by a native speaker. */
export const hmong: CopyWording = {
  language: 'hmn',
  reviewed: false,
  spoken: {
    date,
    dateWithYear: date,
    weekday,
    time,
    startsAt: (at) => `pib thaum ${at}`,
    endsAt: (at) => `xaus thaum ${at}`,
    from: (at) => `txij thaum ${at}`,
    moreDates: (count) => `thiab ${number(count)} hnub ntxiv`,
  },
  through: 'txog',
  shortDate: (parts) => `${parts.month}/${parts.day}`,
  buildingsClosed: 'cov tsev kaw',
  changes: 'HLOOV SIJHAWM',
  thisIs: (district) => `Qhov no yog lus ntawm ${district}.`,
  thanksForCalling: (district) => `Ua tsaug uas hu rau ${district}.`,
  moreAt: (site) => `Saib ntxiv: ${site}.`,
  forThePress: (contact) => `Rau cov neeg xov xwm: ${contact}`,
};
