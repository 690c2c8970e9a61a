import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';

/** A district file as a person would write it. */
export type DistrictFile = z.input<typeof District>;
type SchoolFile = DistrictFile['schools'][number];

const hennepin = { ugc: ['MNZ060', 'MNC053'], same: ['027053'] };

/** The weather service's zones of the small district's county. */
export const county = { zones: ['MNZ060'], same: ['027053'] } as const;

/** Four schools with three beginnings of the day; the K-8 school has a division of each level. */
const schools: readonly SchoolFile[] = [
  { id: 'north-hs', name: 'North High School', level: 'high', start: '07:30', end: '14:00', enrollment: 640 },
  { id: 'bay-ms', name: 'Bay Middle School', level: 'middle', start: '08:20', end: '14:50', enrollment: 410 },
  {
    id: 'hill-k8',
    name: 'Hill Community School',
    level: 'elementary',
    start: '09:20',
    end: '15:50',
    enrollment: 480,
    divisions: [
      { id: 'k5', name: 'K–5', level: 'elementary' },
      { id: 'm68', name: '6–8', level: 'middle', start: '08:20', end: '14:50' },
    ],
  },
  { id: 'fern-es', name: 'Fern Elementary School', level: 'elementary', start: '09:20', end: '15:50', enrollment: 300 },
];

/** Any three of them, with weather of one county. */
export const smallSchools: DistrictFile['schools'] = schools.map((school) => ({ ...school, ...hennepin }));

/**
 * A small fictional district of Minnesota for stories that turn on one thing; each changes what its story is about. No real school, person
 * or address.
 */
export function smallDistrict(changes: Partial<DistrictFile> = {}): DistrictFile {
  return {
    id: 'clearwater-bay',
    name: 'Clearwater Bay Schools',
    state: 'MN',
    timeZone: 'America/Chicago',
    languages: ['en', 'es'],
    website: 'https://www.example.org',
    schools: smallSchools,
    schoolYears: [{ id: '2022-23', first: '2022-09-06', last: '2023-06-09', noSchool: ['2023-02-20'] }],
    eLearningPlan: { adoptedOn: '2022-08-09', annualNoticeOn: '2022-09-06' },
    programs: [
      {
        id: 'kids-club',
        name: 'Kids Club',
        kind: 'child-care',
        schools: ['hill-k8', 'fern-es'],
        opens: '06:30',
        closes: '18:00',
        on: { 'e-learning': 'cancelled', closed: 'cancelled' },
      },
    ],
    tools: [
      { id: 'google-classroom', name: 'Google Classroom', neededForELearning: true, dependsOn: ['sign-in'] },
      { id: 'teams', name: 'Microsoft Teams' },
      { id: 'sign-in', name: 'District sign-in' },
    ],
    staffGroups: [{ id: 'teachers', name: 'Teachers' }],
    outsideChannels: [{ id: 'mass-call', name: 'Mass call', audience: 'families', owner: 'communications' }],
    policy: { holdSeconds: 1 },
    channels: {
      'google-classroom': { language: 'en' },
      teams: { language: 'en', tenantId: 'clearwater-bay.example', serviceUsers: [{ id: 'notices-1' }] },
      sns: {
        topics: {
          public: 'bay-public',
          staff: 'bay-staff',
          administrators: 'bay-administrators',
          operations: 'bay-operations',
        },
      },
    },
    ...changes,
  };
}

/** Classes of a small school in Classroom. */
const courses = 3;

const indexOf = (schoolId: string): number => smallSchools.findIndex(({ id }) => id === schoolId);
const courseId = (s: number, i: number): string => String(800_000 + s * 100 + i);
const channelId = (s: number, kind: 'class' | 'staff'): string => `19:${kind}-of-school-${s}@thread.tacv2`;

/** The ids of a school's classes, in Classroom and Teams. */
export function classesOf(schoolId: string): string[] {
  const s = indexOf(schoolId);
  return [...Array.from({ length: courses }, (_, i) => courseId(s, i)), channelId(s, 'class')];
}

/** The id of a school's staff team. */
export const staffTeamOf = (schoolId: string): string => channelId(indexOf(schoolId), 'staff');

/** The classes of one division of the K-8 school. */
export const classesOfDivision = (division: 'k5' | 'm68'): string[] =>
  classesOf('hill-k8').filter((_, i) => divisionOf(i) === division);

/** Every class of the small district. */
export const allClasses = (): string[] => smallSchools.flatMap(({ id }) => classesOf(id));

const divisionOf = (i: number): 'k5' | 'm68' => (i % 2 === 0 ? 'k5' : 'm68');

/** Its roster as CSV: three courses and one class team a school, and a team of its staff. */
export function smallRoster(): string {
  const rows = smallSchools.flatMap(({ id, name, divisions = [] }, s) => [
    ...classesOf(id).map((targetId, i) => {
      const division = divisions.length === 0 ? '' : divisionOf(i);
      return i < courses
        ? `${id},google-classroom,${targetId},Science – P${i + 1},t${s}-${i}@clearwater-bay.example,,class,24,${division}`
        : `${id},teams,${targetId},Homeroom,notices-1,${teamId(s, 1)},class,24,${division}`;
    }),
    `${id},teams,${staffTeamOf(id)},${name} staff,notices-1,${teamId(s, 2)},staff,0,`,
  ]);
  return `${['schoolId,channel,targetId,name,postAs,parentId,audience,students,division', ...rows].join('\n')}\n`;
}

const teamId = (s: number, i: number): string => `${String(s * 10 + i).padStart(8, '0')}-0000-4000-8000-000000000000`;
