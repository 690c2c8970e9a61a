import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';
import { storyGlass } from './break-glass.ts';
import { storyHooks } from './hooks.ts';

/** The fictional Minnesota district of the stories: 12 schools, about 300 courses and 150 teams. No real school, person or address. */
type DistrictFile = z.input<typeof District>;
type SchoolFile = DistrictFile['schools'][number];
type Placed = SchoolFile & { readonly courses: number; readonly teams: number };

const hennepin = { ugc: ['MNZ060', 'MNC053'], same: ['027053'] };
const bells = {
  early: { start: '07:30', end: '14:00' },
  middle: { start: '08:20', end: '14:50' },
  late: { start: '09:20', end: '15:50' },
};

const schools: readonly Placed[] = [
  {
    id: 'pine-hs',
    name: 'Pine High School',
    level: 'high',
    ...bells.middle,
    enrollment: 1450,
    ...hennepin,
    courses: 46,
    teams: 26,
  },
  {
    id: 'cedar-hs',
    name: 'Cedar High School',
    level: 'high',
    ...bells.middle,
    enrollment: 1310,
    ...hennepin,
    courses: 45,
    teams: 25,
  },
  {
    id: 'lakeside-hs',
    name: 'Lakeside High School',
    level: 'high',
    ...bells.early,
    enrollment: 1120,
    ...hennepin,
    courses: 44,
    teams: 24,
  },
  {
    id: 'birch-ms',
    name: 'Birch Middle School',
    level: 'middle',
    ...bells.early,
    enrollment: 760,
    ...hennepin,
    courses: 35,
    teams: 15,
  },
  {
    id: 'maple-ms',
    name: 'Maple Middle School',
    level: 'middle',
    ...bells.middle,
    enrollment: 690,
    ...hennepin,
    courses: 35,
    teams: 15,
  },
  {
    id: 'river-ms',
    name: 'River Middle School',
    level: 'middle',
    ...bells.late,
    enrollment: 655,
    ...hennepin,
    courses: 35,
    teams: 15,
  },
  {
    id: 'pine-k8',
    name: 'Pine Community School',
    level: 'elementary',
    ...bells.late,
    enrollment: 620,
    ...hennepin,
    courses: 20,
    teams: 10,
    divisions: [
      { id: 'k5', name: 'K–5', level: 'elementary' },
      { id: 'm68', name: '6–8', level: 'middle', ...bells.middle },
    ],
  },
  {
    id: 'oak-es',
    name: 'Oak Elementary School',
    level: 'elementary',
    ...bells.late,
    enrollment: 410,
    ...hennepin,
    courses: 10,
    teams: 5,
  },
  {
    id: 'elm-es',
    name: 'Elm Elementary School',
    level: 'elementary',
    ...bells.late,
    enrollment: 385,
    ...hennepin,
    courses: 10,
    teams: 5,
  },
  {
    id: 'willow-es',
    name: 'Willow Elementary School',
    level: 'elementary',
    ...bells.late,
    enrollment: 372,
    ...hennepin,
    courses: 10,
    teams: 5,
  },
  {
    id: 'aspen-es',
    name: 'Aspen Elementary School',
    level: 'elementary',
    ...bells.middle,
    enrollment: 344,
    ...hennepin,
    courses: 10,
    teams: 5,
  },
  // No class of the early-childhood center is in Classroom or Teams: who is not reached must be seen (E6).
  {
    id: 'sunrise-ec',
    name: 'Sunrise Early Childhood Center',
    level: 'early-childhood',
    ...bells.late,
    enrollment: 180,
    ...hennepin,
    courses: 0,
    teams: 0,
  },
];

/** Where the vendors say how they are; in the sandbox a simulator stands for these hosts. */
const google = (product: string) =>
  ({ kind: 'google-workspace', product, url: 'https://www.google.com/appsstatus/dashboard' }) as const;
const page = (host: string) => ({ kind: 'statuspage', url: `https://${host}` }) as const;

/** The district file of the stories, as a person would write it. */
export function storyDistrict(holdSeconds = 1): DistrictFile {
  return {
    id: 'twin-lakes',
    name: 'Twin Lakes Public Schools',
    state: 'MN',
    timeZone: 'America/Chicago',
    languages: ['en', 'es', 'so', 'hmn'],
    website: 'https://www.example.org',
    contact: 'notices@example.org',
    schools: schools.map(({ courses: _courses, teams: _teams, ...school }) => school),
    schoolYears: [
      {
        id: '2022-23',
        first: '2022-09-06',
        last: '2023-06-09',
        noSchool: ['2022-11-24', '2022-11-25', '2023-01-16', '2023-02-20', '2023-05-29'],
        noStudents: ['2023-02-21'],
      },
      {
        id: '2025-26',
        first: '2025-09-02',
        last: '2026-06-05',
        noSchool: ['2025-11-27', '2025-11-28', '2026-01-19', '2026-02-16', '2026-05-25'],
      },
      {
        id: '2026-27',
        first: '2026-09-08',
        last: '2027-06-11',
        noSchool: ['2026-11-26', '2026-11-27', '2027-01-18', '2027-02-15', '2027-05-31'],
      },
    ],
    eLearningPlan: { adoptedOn: '2022-08-09', annualNoticeOn: '2022-09-06' },
    programs: [
      {
        id: 'kids-club',
        name: 'Kids Club',
        kind: 'child-care',
        schools: ['pine-k8', 'oak-es', 'elm-es', 'willow-es', 'aspen-es'],
        opens: '06:30',
        closes: '18:00',
        runsOn: ['school-day', 'no-student-day'],
        on: { 'e-learning': 'cancelled', closed: 'cancelled', 'programs-only': 'cancelled' },
      },
      {
        id: 'athletics',
        name: 'Athletics and activities',
        kind: 'athletics',
        runsOn: ['school-day'],
        on: { 'e-learning': 'cancelled', closed: 'cancelled' },
      },
      {
        id: 'community-ed',
        name: 'Community Education',
        kind: 'adult-education',
        runsOn: ['school-day', 'evening'],
        on: { 'e-learning': 'cancelled', closed: 'cancelled' },
      },
    ],
    tools: [
      {
        id: 'google-classroom',
        name: 'Google Classroom',
        neededForELearning: true,
        dependsOn: ['sign-in'],
        status: google('Classroom'),
      },
      { id: 'google-meet', name: 'Google Meet', dependsOn: ['sign-in'], status: google('Meet') },
      { id: 'seesaw', name: 'Seesaw', dependsOn: ['clever'], status: page('status.seesaw.me') },
      { id: 'clever', name: 'Clever', status: page('status.clever.com') },
      { id: 'teams', name: 'Microsoft Teams', status: { kind: 'microsoft-graph', service: 'Microsoft Teams' } },
      { id: 'outlook', name: 'Outlook mail', status: { kind: 'microsoft-graph', service: 'Exchange Online' } },
      { id: 'sign-in', name: 'District sign-in' },
      { id: 'gradebook', name: 'Gradebook' },
      { id: 'phones', name: 'District phones' },
    ],
    hooks: storyHooks,
    standing: {
      en: {
        noInternet: 'work on paper counts; call the help line.',
        helpLine: 'Help line, open 7 a.m. to 4 p.m.: 612-555-0100.',
        meals: 'community sites; see the district website.',
      },
      es: {
        noInternet: 'el trabajo en papel cuenta; llame a la línea de ayuda.',
        helpLine: 'Línea de ayuda, de 7 a.m. a 4 p.m.: 612-555-0101.',
        meals: 'centros comunitarios; vea el sitio web del distrito.',
      },
      so: { helpLine: 'Khadka caawinta, 7 subaxnimo ilaa 4 galabnimo: 612-555-0102.' },
      hmn: { helpLine: 'Xov tooj pab, 7 teev sawv ntxov txog 4 teev tsaus ntuj: 612-555-0103.' },
    },
    outsideChannels: [
      { id: 'mass-call', name: 'Mass call', audience: 'families', owner: 'communications' },
      { id: 'tv', name: 'TV closings list', audience: 'public', owner: 'communications' },
    ],
    policy: { holdSeconds, linkHosts: ['www.example.org'] },
    breakGlass: storyGlass,
    channels: {
      'google-classroom': { language: 'en' },
      teams: { language: 'en', tenantId: 'twin-lakes.example', serviceUsers: [{ id: 'notices-1' }] },
      sns: {
        topics: {
          public: 'twin-lakes-public',
          staff: 'twin-lakes-staff',
          administrators: 'twin-lakes-administrators',
          operations: 'twin-lakes-operations',
          drill: 'twin-lakes-drill',
        },
      },
    },
  };
}

const subjects = [
  'Algebra 1',
  'Biology',
  'English 10',
  'US History',
  'Spanish 2',
  'Chemistry',
  'Art',
  'Band',
  'Health',
  'Civics',
  'Geometry',
  'World Studies',
];

/** The roster of the stories as CSV: every class of a school in Classroom, half of them in Teams too, one staff team a school. */
export function storyRoster(): string {
  const rows = schools.flatMap((school, s) => [
    ...Array.from({ length: school.courses }, (_, i) => courseRow(school, s, i)),
    ...Array.from({ length: school.teams }, (_, i) => teamRow(school, s, i)),
  ]);
  return `${['schoolId,channel,targetId,name,postAs,parentId,audience,students,division', ...rows].join('\n')}\n`;
}

const className = (s: number, i: number): string => `${subjects[(s * 5 + i) % subjects.length]} – P${(i % 7) + 1}`;

function courseRow(school: Placed, s: number, i: number): string {
  const teachers = [`t${s}-${i % 24}@twin-lakes.example`, `t${s}-${(i + 1) % 24}@twin-lakes.example`].join(' ');
  const division = school.divisions === undefined ? '' : i % 2 === 0 ? 'k5' : 'm68';
  return `${school.id},google-classroom,${600000 + s * 1000 + i},${className(s, i)},${teachers},,class,${22 + (i % 9)},${division}`;
}

function teamRow(school: Placed, s: number, i: number): string {
  const [audience, name] = i === 0 ? ['staff', `${school.name} staff`] : ['class', className(s, i)];
  const team = `${String(s).padStart(4, '0')}${String(i).padStart(4, '0')}-0000-4000-8000-000000000000`;
  return `${school.id},teams,19:${team.slice(0, 8)}class@thread.tacv2,${name},notices-1,${team},${audience},${i === 0 ? 0 : 22 + (i % 9)},`;
}
