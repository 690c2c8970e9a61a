import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';

/** How large a made-up district is. */
export type Size = {
  readonly schools: number;
  readonly coursesPerSchool: number;
  readonly teamsPerSchool: number;
  /** Absent: one. */
  readonly channelsPerTeam?: number;
  /** `policy.holdSeconds`. */
  readonly holdSeconds: number;
};

/** What one declaration of a bench is about: a school day without weather around it. */
export const benchDay = '2026-02-24';
/** The afternoon before, when it is declared. */
export const benchNow = '2026-02-23T14:00:00-06:00';

const schoolId = (index: number): string => `school-${String(index + 1).padStart(3, '0')}`;

/** The ids of a district's schools, in order. */
export function schoolIds({ schools }: Pick<Size, 'schools'>): string[] {
  return Array.from({ length: schools }, (_, index) => schoolId(index));
}

/** A made-up district with four languages, like the story's, of any size. */
export function benchDistrict(size: Size): z.input<typeof District> {
  return {
    id: 'bench',
    name: 'Bench Public Schools',
    state: 'MN',
    timeZone: 'America/Chicago',
    languages: ['en', 'es', 'so', 'hmn'],
    website: 'https://www.example.org',
    contact: 'notices@example.org',
    schools: schoolIds(size).map((id, index) => ({
      id,
      name: `School ${index + 1}`,
      level: 'high',
      start: '08:20',
      end: '14:50',
      ugc: ['MNZ060'],
    })),
    schoolYears: [{ id: '2025-26', first: '2025-09-02', last: '2026-06-05' }],
    eLearningPlan: { adoptedOn: '2025-08-09', annualNoticeOn: '2025-09-02' },
    tools: [{ id: 'google-classroom', name: 'Google Classroom', neededForELearning: true }],
    standing: { en: { helpLine: 'Help line, open 7 a.m. to 4 p.m.: 612-555-0100.' } },
    policy: { holdSeconds: size.holdSeconds },
    channels: {
      'google-classroom': { language: 'en' },
      teams: { language: 'en', tenantId: 'bench.example', serviceUsers: [{ id: 'notices-1' }] },
      sns: {
        topics: {
          public: 'bench-public',
          staff: 'bench-staff',
          administrators: 'bench-administrators',
          operations: 'bench-operations',
        },
      },
    },
  };
}

/** Courses of one teacher. */
const coursesPerTeacher = 5;

/** The roster of that district: courses with five to a teacher, and teams with their channels. */
export function benchRoster(size: Size): string {
  const rows = schoolIds(size).flatMap((school, s) => [
    ...Array.from({ length: size.coursesPerSchool }, (_, i) => {
      const teacher = `t${s}-${Math.floor(i / coursesPerTeacher)}@bench.example`;
      return `${school},google-classroom,${courseId(s, i)},Class ${i + 1},${teacher},`;
    }),
    ...Array.from({ length: size.teamsPerSchool }, (_, i) => {
      const team = `${String(s).padStart(4, '0')}${String(i).padStart(4, '0')}`;
      const channel = (c: number): string => `19:${team}${c === 0 ? '' : `-${c}`}class@thread.tacv2`;
      return Array.from(
        { length: size.channelsPerTeam ?? 1 },
        (_one, c) => `${school},teams,${channel(c)},Class ${i + 1},notices-1,${team}-0000-4000-8000-000000000000`,
      );
    }).flat(),
  ]);
  return `${['schoolId,channel,targetId,name,postAs,parentId', ...rows].join('\n')}\n`;
}

/** The id of a school's course, unlike any other's. */
export function courseId(school: number, course: number): string {
  return String(600_000 + school * 1_000 + course);
}
