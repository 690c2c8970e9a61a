import type { DateParts, DateWording, Wording } from '../wording.ts';

/** Weekdays are written in English in the Hmong letters of Minnesota's districts, months by number: `Wednesday, lub 2 hlis tim 22`. */
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const weekday = (day: number): string => weekdays[day - 1] ?? '';
const date = (parts: DateParts): string => `${weekday(parts.weekday)}, lub ${parts.month} hlis tim ${parts.day}`;

/** Hmong names the part of the day: morning, from noon afternoon, from six night. */
function partOfDay(hour: number): string {
  if (hour < 12) return 'sawv ntxov';
  return hour < 18 ? 'tav su' : 'tsaus ntuj';
}

const dates: DateWording = {
  date,
  dateWithYear: (parts) => `${date(parts)}, xyoo ${parts.year}`,
  weekday,
  time: (hour, minute) => `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${partOfDay(hour)}`,
  startsAt: (time) => `pib thaum ${time}`,
  endsAt: (time) => `xaus thaum ${time}`,
  from: (time) => `txij thaum ${time}`,
  moreDates: (count) => `thiab ${count} hnub ntxiv`,
};

/** Hmong (White Hmong, romanized). Written by the developers; not reviewed by a native speaker. */
export const hmong: Wording = {
  language: 'hmn',
  name: 'Hmoob',
  reviewed: false,
  languageNames: { en: 'lus Askiv', es: 'lus Mev', so: 'lus Somali', hmn: 'lus Hmoob' },
  dates,
  headings: {
    'e-learning': 'KAWM NTAWV ONLINE',
    closed: 'KAW',
    'late-start': 'PIB LIG',
    'early-dismissal': 'XAUS NTXOV',
    'programs-only': 'HLOOV TEJ KEV PAB CUAM',
    regular: 'KAWM NTAWV LI QUB',
    'as-planned': 'RAWS LI CALENDAR',
    'sent-home': 'XAUS NTXOV',
    'sent-home-online': 'XAUS NTXOV, MAM KAWM ONLINE',
  },
  explanations: {
    'e-learning': 'Cov tsev kawm ntawv kaw. Cov menyuam kawm ntawv online hauv tsev.',
    closed: 'Tsis muaj kev kawm ntawv. Tsis kawm online thiab.',
    'late-start': 'Tsev kawm ntawv pib lig dua li qub.',
    'early-dismissal': 'Tsev kawm ntawv xaus ntxov. Yuav muaj neeg saib cov menyuam mus txog thaum ntawd.',
    'programs-only': 'Tsuas hloov tej kev pab cuam thiab tej kev sib sau xwb. Cov hnub kawm ntawv tsis hloov.',
    regular: 'Rov kawm ntawv hauv tsev kawm ntawv raws sijhawm qub.',
    'as-planned': 'Hnub no yog raws li daim calendar tsev kawm ntawv hais.',
    'sent-home': 'Cov menyuam nyob nyab xeeb thiab muaj neeg saib hauv tsev kawm ntawv mus txog thaum lawv tawm.',
    'sent-home-online':
      'Cov menyuam nyob nyab xeeb thiab muaj neeg saib hauv tsev kawm ntawv mus txog thaum lawv tawm. Tom qab ntawd lawv kawm ntawv online hauv tsev.',
  },
  whatToDo: { 'e-learning': 'Qhib chav kawm no raws sijhawm qub thiab ua raws li koj tus xibfwb qhia.' },
  dispositions: {
    'as-usual': 'li qub',
    cancelled: 'tsis muaj lawm',
    moved: 'hloov chaw',
    'changed-hours': 'hloov sijhawm',
    postponed: 'ncua mus ua lwm hnub',
    'decided-later': 'yuav txiav txim tom qab',
  },
  causes: {
    weather: 'Vim huab cua phem heev.',
    cold: 'Vim no heev, txaus ntshai.',
    heat: 'Vim kub heev, txaus ntshai.',
    'air-quality': 'Vim huab cua tsis huv.',
    'technical-difficulties': 'Vim qee lub tshuab computer muaj teeb meem.',
    power: 'Vim tsis muaj hluav taws xob.',
    heating: 'Vim lub tshuab ua kom sov muaj teeb meem.',
    water: 'Vim cov dej muaj teeb meem.',
    building: 'Vim ib lub tsev muaj teeb meem.',
    safety: 'Vim kev nyab xeeb ntawm cov menyuam thiab cov neeg ua haujlwm.',
    staffing: 'Vim neeg ua haujlwm tsis txaus.',
    health: 'Vim muaj neeg mob.',
    transport: 'Vim cov npav thauj menyuam muaj teeb meem.',
    other: 'Vim muaj teeb meem uas tsis tau npaj txog.',
  },
  levels: {
    'early-childhood': 'Cov menyuam yaus',
    elementary: 'Tsev kawm ntawv qib qis',
    middle: 'Tsev kawm ntawv qib nrab',
    high: 'Tsev kawm ntawv qib siab',
    transition: 'Kev pab cuam hloov mus ua neeg laus',
    alternative: 'Lwm hom tsev kawm ntawv',
    adult: 'Kev kawm ntawv rau neeg laus',
  },
  standing: {
    noInternet: 'Tsis muaj internet lossis computer',
    helpLine: 'Kev pab',
    meals: 'Zaub mov',
    specialEducation: 'Kev kawm ntawv tshwj xeeb',
    attendance: 'Kev tuaj kawm ntawv',
  },
  instructions: {
    report: 'tuaj ua haujlwm li qub',
    remote: 'ua haujlwm hauv tsev',
    'do-not-report': 'tsis txhob tuaj ua haujlwm',
    'as-posted': 'ua raws li cov lus hauv qab no',
  },
  sameDay: {
    buses: { label: 'Npav', stock: 'Cov npav tsev kawm ntawv tawm thaum tsev kawm ntawv xaus.' },
    walkers: { label: 'Mus taw', stock: 'Cov menyuam uas mus taw tawm thaum tsev kawm ntawv xaus.' },
    pickUp: {
      label: 'Tuaj tos menyuam',
      stock: 'Tsev neeg tuaj tos tau menyuam ntawm lub qhov rooj loj. Thov nqa daim ID uas muaj duab.',
    },
    meals: { label: 'Noj mov', stock: 'Thov nug lub chaw ua haujlwm hauv tsev kawm ntawv.' },
    afterSchool: {
      label: 'Tom qab lawb ntawv',
      stock: 'Yog ib yam kev pab cuam tsis nyob hauv no, thov nug tsev kawm ntawv.',
    },
  },
  page: {
    languages: 'Cov lus',
    days: 'Tsev kawm ntawv thiab hnub',
    sameDay: 'Cov menyuam rov mus tsev li cas',
    reason: 'Vim li cas',
    tools: 'Cov cuab yeej online',
    programs: 'Kev pab cuam',
    events: 'Kev sib sau',
    help: 'Lus qhia ntxiv',
    questions: 'Lus nug',
    issued: (when) => `Tshaj tawm: ${when}`,
    over: 'Tsab ntawv no dhau sijhawm lawm.',
    replaced: 'Muaj ib tsab ntawv tshiab hloov tsab no lawm.',
    corrected: (when) => `Kho lus ${when}: cov hnub tseem yog li qub.`,
    link: 'Tag nrho tsab ntawv no thiab lwm yam lus',
  },
  update: 'HLOOV TSHIAB',
  drill: 'XYAUM',
  drillExplained: 'Qhov no yog kev xyaum xwb. Hauv tsev kawm ntawv tsis muaj dabtsi hloov.',
  replacesEarlier: 'Tsab no hloov cov lus ua ntej uas hais txog cov hnub no.',
  backToSchool: (date) => `Rov qab mus kawm ntawv: ${date} yog thawj hnub li qub.`,
  allSchools: 'Txhua lub tsev kawm ntawv',
  yourSchool: 'Koj lub tsev kawm ntawv',
  schools: (count) => `${count} lub tsev kawm ntawv`,
  postedForAllClasses: 'Hauv paus tsev kawm ntawv tshaj tawm rau txhua chav kawm.',
  postedForProgram: 'Hauv paus tsev kawm ntawv tshaj tawm rau kev pab cuam no.',
  postedForStaff: 'Hauv paus tsev kawm ntawv tshaj tawm rau cov neeg ua haujlwm. Thov txhob xa rau cov menyuam.',
  toolsAvailable: 'Cov no siv tau',
  toolsUnavailable: 'Cov no siv tsis tau',
  programs: 'Kev pab cuam',
  events: 'Kev sib sau',
  staff: 'Cov neeg ua haujlwm',
  where: (place) => `Qhov chaw: ${place}`,
  hours: (opens, closes) => `Sijhawm: ${opens} txog ${closes}`,
  opens: (time) => `Qhib thaum ${time}`,
  closes: (time) => `Kaw thaum ${time}`,
  decisionBy: (when) => `Yuav txiav txim ua ntej ${when}`,
  newWhen: (when) => `Sijhawm tshiab: ${when}`,
  newDateFollows: 'Yuav tshaj tawm hnub tshiab.',
  staffAt: (time) => `Sijhawm tuaj: ${time}`,
  more: (count) => `thiab ${count} yam ntxiv`,
  programsOnPage: 'Qee yam kev pab cuam thiab kev sib sau hloov: saib nplooj ntawv uas txuas.',
  toolsOnPage: 'Yam siv tau thiab yam siv tsis tau: saib nplooj ntawv uas txuas.',
  moreOnPage: 'Zaub mov, kev pab thiab lwm yam: saib nplooj ntawv uas txuas.',
  ownWords: 'Lus ntawm hauv paus tsev kawm ntawv',
  ownWordsIn: (language) => `Lus ntawm hauv paus tsev kawm ntawv, ua ${language}`,
  whatDiffers: 'Yam txawv',
  whatDiffersIn: (language) => `Yam txawv, ua ${language}`,
  nextUpdate: (when) => `Xov tshiab tom ntej: ${when}`,
  questions: (whom) => `Lus nug: ${whom}`,
  doNotReply: 'Thov txhob teb rau ntawm no.',
  openSavedPage:
    'Qhib koj nplooj ntawv Bellwether uas khaws cia los saib seb mus txog twg. Tsab ntawv no txhob txwm tsis muaj link.',
};
