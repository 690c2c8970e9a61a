import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';

type DistrictFile = z.input<typeof District>;

/** The calendar's time of these tests: a Tuesday afternoon, the day before the first day of e-learning. */
export const tuesdayAfternoon = '2023-02-21T14:11:00-06:00';

const place = { ugc: ['MNZ060', 'MNC053'], same: ['027053'] };
const lastBell = { 'harbor-hs': '14:50', 'meadow-es': '15:50' } as const;

/** The schools of the district that a test brings along. */
export const ownSchools = ['harbor-hs', 'meadow-es'] as const;

/** A district of one's own as the text of its file: two schools, no hold, real quotas. */
export function ownDistrict(changes: Partial<DistrictFile> = {}): string {
  const file: DistrictFile = {
    id: 'harbor',
    name: 'Harbor Schools',
    state: 'MN',
    timeZone: 'America/Chicago',
    languages: ['en', 'es', 'so', 'hmn'],
    schools: [
      {
        id: 'harbor-hs',
        name: 'Harbor High School',
        level: 'high',
        start: '08:20',
        end: lastBell['harbor-hs'],
        ...place,
      },
      {
        id: 'meadow-es',
        name: 'Meadow Elementary School',
        level: 'elementary',
        start: '09:20',
        end: lastBell['meadow-es'],
        ...place,
      },
    ],
    schoolYears: [{ id: '2022-23', first: '2022-09-06', last: '2023-06-09' }],
    eLearningPlan: { adoptedOn: '2022-08-09', annualNoticeOn: '2022-09-06' },
    policy: { holdSeconds: 0 },
    channels: {
      'google-classroom': { language: 'en' },
      teams: { language: 'en', tenantId: 'harbor.example', serviceUsers: [{ id: 'notices-1' }] },
      sns: {
        topics: {
          public: 'public',
          staff: 'staff',
          administrators: 'administrators',
          operations: 'operations',
          drill: 'drill',
        },
      },
    },
    ...changes,
  };
  return JSON.stringify(file);
}

export const courseId = (i: number): string => String(700_000 + i);
export const channelId = (i: number): string => `19:${String(i).padStart(6, '0')}harbor@thread.tacv2`;
const teamId = (i: number): string => `${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`;
const schoolOf = (i: number): string => ownSchools[i % ownSchools.length] ?? '';

/** A roster of its own: so many courses and channels, in turn of one school and the other. Every fifth channel shares its team with the one before. */
export function ownRoster({ courses, channels }: { courses: number; channels: number }): string {
  return `${[
    'schoolId,channel,targetId,name,postAs,parentId,audience,students',
    ...Array.from(
      { length: courses },
      (_, i) => `${schoolOf(i)},google-classroom,${courseId(i)},Biology – P${i},t${i % 9}@harbor.example,,class,25`,
    ),
    ...Array.from({ length: channels }, (_, i) => {
      const team = i % 10 === 2 ? i - 2 : i;
      return `${schoolOf(i)},teams,${channelId(i)},Biology – P${i},notices-1,${teamId(team)},class,25`;
    }),
  ].join('\n')}\n`;
}

/** A body to declare e-learning with: three days of a storm. */
export const stormBody = {
  days: [
    { date: '2023-02-22', dayType: 'e-learning', schools: 'all' },
    { date: '2023-02-23', dayType: 'e-learning', schools: 'all' },
  ],
  causes: [{ kind: 'weather', summary: 'Warning seen by the office.', publicText: 'weather', qualifying: true }],
} as const;

/** Rooms that exist only for drills: a course of each school, and a channel of a team of its own. */
export const drillRooms = [courseId(90_001), courseId(90_002), channelId(90_003)] as const;

/** The roster of those rooms. */
export function ownDrillRoster(): string {
  const [one, two, three] = drillRooms;
  return [
    'schoolId,channel,targetId,name,postAs,parentId',
    `harbor-hs,google-classroom,${one},Drill room,it@harbor.example,`,
    `meadow-es,google-classroom,${two},Drill room,it@harbor.example,`,
    `harbor-hs,teams,${three},Drill room,notices-1,${teamId(90_003)}`,
    '',
  ].join('\n');
}
