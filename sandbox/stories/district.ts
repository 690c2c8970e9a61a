import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';
import { storyGlass } from './break-glass.ts';
import { storyHooks } from './hooks.ts';
import { schools } from './schools.ts';

/** The fictional Minnesota district of the stories: 12 schools, about 300 courses and 150 teams. No real school, person or address. */
type DistrictFile = z.input<typeof District>;

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
