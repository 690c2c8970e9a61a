import type { CopyWording } from '../copy-wording.ts';

const days = ['Isniin', 'Talaado', 'Arbaco', 'Khamiis', 'Jimce', 'Sabti', 'Axad'] as const;
const months = [
  'Janaayo',
  'Febraayo',
  'Maarso',
  'Abriil',
  'Maajo',
  'Juun',
  'Luulyo',
  'Agoosto',
  'Sebtembar',
  'Oktoobar',
  'Nofembar',
  'Desembar',
] as const;
const shortMonths = ['Jan', 'Feb', 'Mar', 'Abr', 'May', 'Jun', 'Lul', 'Ogs', 'Seb', 'Okt', 'Nof', 'Dis'] as const;

const ones = ['eber', 'kow', 'laba', 'saddex', 'afar', 'shan', 'lix', 'toddoba', 'sideed', 'sagaal'] as const;
const tens = ['', 'toban', 'labaatan', 'soddon', 'afartan', 'konton'] as const;

/** 0 to 59 in words, the ones before the tens; anything beyond keeps its digits. */
function number(value: number): string {
  if (value < 10) return ones[value] ?? String(value);
  const ten = tens[Math.floor(value / 10)];
  if (ten === undefined) return String(value);
  return value % 10 === 0 ? ten : `${ones[value % 10] ?? ''} iyo ${ten}`;
}

/** Somali names the part of the day: morning, from noon afternoon, from six night. */
function time(hour: number, minute: number): string {
  const part = hour < 12 ? 'subaxnimo' : hour < 18 ? 'galabnimo' : 'habeennimo';
  const minutes = minute === 0 ? '' : ` iyo ${number(minute)} daqiiqo`;
  return `saacadda ${number(hour % 12 || 12)}${minutes} ${part}`;
}

const weekday = (day: number): string => days[day - 1] ?? '';
const date: CopyWording['spoken']['date'] = (parts) =>
  `${weekday(parts.weekday)}, ${number(parts.day)} ${months[parts.month - 1] ?? ''}`;

/** Somali. Written by the developers; not reviewed by a native speaker. */
export const somali: CopyWording = {
  language: 'so',
  reviewed: false,
  spoken: {
    date,
    dateWithYear: date,
    weekday,
    time,
    startsAt: (at) => `bilow: ${at}`,
    endsAt: (at) => `dhammaad: ${at}`,
    from: (at) => `laga bilaabo ${at}`,
    moreDates: (count) => (count === 1 ? 'iyo hal maalin oo kale' : `iyo ${number(count)} maalmood oo kale`),
  },
  through: 'ilaa',
  shortDate: (parts) => `${parts.day} ${shortMonths[parts.month - 1] ?? ''}`,
  buildingsClosed: 'dhismayaashu waa xiran',
  changes: 'ISBEDEL',
  thisIs: (district) => `Farriintani waxay ka timid ${district}.`,
  thanksForCalling: (district) => `Waad ku mahadsan tahay wicitaanka ${district}.`,
  moreAt: (site) => `Faahfaahin: ${site}.`,
  forThePress: (contact) => `Saxaafadda: ${contact}`,
};
