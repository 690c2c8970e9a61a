import type { DateParts, DateWording, Wording } from '../wording.ts';

const weekdays = ['Isniin', 'Talaado', 'Arbaco', 'Khamiis', 'Jimce', 'Sabti', 'Axad'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Abr', 'May', 'Jun', 'Lul', 'Ogs', 'Seb', 'Okt', 'Nof', 'Dis'] as const;

const weekday = (day: number): string => weekdays[day - 1] ?? '';
const date = (parts: DateParts): string => `${weekday(parts.weekday)} ${parts.day} ${months[parts.month - 1] ?? ''}`;

/** Somali names the part of the day: morning, from noon afternoon, from six night. */
function partOfDay(hour: number): string {
  if (hour < 12) return 'subaxnimo';
  return hour < 18 ? 'galabnimo' : 'habeennimo';
}

const dates: DateWording = {
  date,
  dateWithYear: (parts) => `${date(parts)} ${parts.year}`,
  weekday,
  time: (hour, minute) => `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${partOfDay(hour)}`,
  startsAt: (time) => `bilow: ${time}`,
  endsAt: (time) => `dhammaad: ${time}`,
  from: (time) => `laga bilaabo ${time}`,
  moreDates: (count) => (count === 1 ? 'iyo 1 maalin kale' : `iyo ${count} maalmood oo kale`),
};

/** Somali. Written by the developers; not reviewed by a native speaker. */
export const somali: Wording = {
  language: 'so',
  name: 'Soomaali',
  reviewed: false,
  languageNames: { en: 'Ingiriisi', es: 'Isbaanish', so: 'Soomaali', hmn: 'Hmong' },
  dates,
  headings: {
    'e-learning': 'WAXBARASHO ONLINE AH',
    closed: 'XIRAN',
    'late-start': 'BILOW DAAHSAN',
    'early-dismissal': 'DHAMMAAD HORE',
    'programs-only': 'ISBEDEL BARNAAMIJYO',
    regular: 'MAALIN DUGSI OO CAADI AH',
    'as-planned': 'SIDA JADWALKA',
  },
  explanations: {
    'e-learning': 'Dhismayaasha dugsiyadu waa xiran yihiin. Ardaydu waxay guriga wax kaga baranayaan online.',
    closed: 'Dugsi ma jiro. Waxbarasho online ahna ma jirto.',
    'late-start': 'Dugsigu wuxuu bilaabanayaa goor ka dambaysa sidii caadiga ahayd.',
    'early-dismissal': 'Dugsigu goor hore ayuu dhammaanayaa. Ardayda waa la ilaalinayaa ilaa wakhtigaas.',
    'programs-only': 'Kaliya barnaamijyada iyo munaasabadaha ayaa isbedelaya. Jadwalka dugsigu ma isbedelayo.',
    regular: 'Dugsigu wuxuu ka socdaa dhismaha, saacadaha caadiga ah.',
    'as-planned': 'Maalintani waa sida uu sheegayo jadwalka dugsigu.',
  },
  whatToDo: { 'e-learning': 'Fur fasalkan wakhtigiisa caadiga ah, raacna tilmaamaha macallinkaaga.' },
  dispositions: {
    'as-usual': 'sidii caadiga ahayd',
    cancelled: 'waa la baajiyay',
    moved: 'meel kale ayaa loo raray',
    'changed-hours': 'saacado cusub',
    postponed: 'waa dib loo dhigay',
    'decided-later': 'goor dambe ayaa la go’aamin doonaa',
  },
  causes: {
    weather: 'Sababtu waa cimilo xun.',
    cold: 'Sababtu waa qabow khatar ah.',
    'technical-difficulties': 'Sababtu waa cillado farsamo oo ku yimid nidaamyada qaarkood.',
    power: 'Sababtu waa koronto la’aan.',
    heating: 'Sababtu waa cillad kululaynta ah.',
    water: 'Sababtu waa cillad biyaha ah.',
    building: 'Sababtu waa cillad dhisme.',
    safety: 'Sababtu waa badbaadada ardayda iyo shaqaalaha.',
    staffing: 'Sababtu waa shaqaale yari.',
    health: 'Sababtu waa xanuun.',
    transport: 'Sababtu waa cillad basaska dugsiga ah.',
  },
  levels: {
    'early-childhood': 'Carruurta yaryar',
    elementary: 'Dugsiyada hoose',
    middle: 'Dugsiyada dhexe',
    high: 'Dugsiyada sare',
    transition: 'Barnaamijyada kala-guurka',
    alternative: 'Dugsiyada gaarka ah',
    adult: 'Waxbarashada dadka waaweyn',
  },
  standing: {
    noInternet: 'Internet ama qalab la’aan',
    helpLine: 'Caawimo',
    meals: 'Cunto',
    specialEducation: 'Waxbarashada gaarka ah',
    attendance: 'Xaadirin',
  },
  instructions: {
    report: 'shaqada u imow sidii caadiga ahayd',
    remote: 'meel fog ka shaqee',
    'do-not-report': 'shaqada ha iman',
    'as-posted': 'raac tilmaamaha hoose',
  },
  page: {
    languages: 'Luqadaha',
    days: 'Dugsiyada iyo maalmaha',
    reason: 'Sababta',
    tools: 'Qalabka online-ka',
    programs: 'Barnaamijyada',
    events: 'Munaasabadaha',
    help: 'Macluumaad muhiim ah',
    questions: 'Su’aalo',
    issued: (when) => `La soo saaray: ${when}`,
    over: 'Ogeysiiskani wuu dhammaaday.',
    replaced: 'Ogeysiis ka cusub ayaa beddelay kan.',
    corrected: (when) => `La saxay ${when}: maalmuhu waa sidii.`,
    link: 'Ogeysiiskan oo dhan iyo luqado kale',
  },
  update: 'CUSBOONAYSIIN',
  drill: 'TABABAR',
  drillExplained: 'Tani waa tababar kaliya. Dugsiga waxba iskama beddelayaan.',
  replacesEarlier: 'Tani waxay beddelaysaa wixii hore loogu qoray maalmahan.',
  allSchools: 'Dhammaan dugsiyada',
  yourSchool: 'Dugsigaaga',
  schools: (count) => (count === 1 ? '1 dugsi' : `${count} dugsi`),
  postedForAllClasses: 'Waxaa dhammaan fasallada u soo dhigtay degmada dugsiyada.',
  postedForProgram: 'Waxaa barnaamijkan u soo dhigtay degmada dugsiyada.',
  postedForStaff: 'Waxaa shaqaalaha u soo dhigtay degmada dugsiyada. Fadlan ardayda ha u dirin.',
  toolsAvailable: 'Qalabkani waa shaqaynayaa',
  toolsUnavailable: 'Kuwani ma shaqaynayaan',
  programs: 'Barnaamijyada',
  events: 'Munaasabadaha',
  staff: 'Shaqaalaha',
  where: (place) => `Goobta: ${place}`,
  hours: (opens, closes) => `Saacadaha: ${opens} ilaa ${closes}`,
  opens: (time) => `Furitaan: ${time}`,
  closes: (time) => `Xirid: ${time}`,
  decisionBy: (when) => `Go’aanka waxaa la gaarayaa ka hor: ${when}`,
  more: (count) => `iyo ${count} kale`,
  programsOnPage: 'Barnaamijyo iyo munaasabado ayaa isbedelaya: eeg bogga xiriirka.',
  toolsOnPage: 'Qalabka shaqaynaya iyo kan aan shaqaynayn: eeg bogga xiriirka.',
  moreOnPage: 'Cunto, caawimo iyo wax kale: eeg bogga xiriirka.',
  ownWords: 'Farriinta degmada dugsiyada',
  ownWordsIn: (language) => `Farriinta degmada dugsiyada, af ${language}`,
  nextUpdate: (when) => `Warka xiga: ${when}`,
  questions: (whom) => `Su’aalo: ${whom}`,
  doNotReply: 'Fadlan halkan ha kaga jawaabin.',
  openSavedPage:
    'Fur boggaaga kaydsan ee Bellwether si aad u aragto sida ay wax u socdaan. Farriintan xiriir kuma jiro si ula kac ah.',
};
