import { chunkRoster, type ChunkedRoster } from '../../functions/roster/chunk-roster.ts';
import type { RosterRow } from '../../functions/roster/roster-row.ts';

/** The header of a roster file with every column. */
export const rosterHeader = 'schoolId,channel,targetId,name,postAs,parentId,audience,students,division,classId';

/** A roster file's text: the header and these lines. */
export function rosterCsv(...lines: string[]): string {
  return [rosterHeader, ...lines, ''].join('\n');
}

/** A course of pine-hs unless told otherwise; its teacher is its owner. */
export function courseRow(targetId: string, changes: Partial<RosterRow> = {}): RosterRow {
  const row = { line: 2, schoolId: 'pine-hs', channel: 'google-classroom', audience: 'class' } as const;
  return { ...row, targetId, name: `Course ${targetId}`, postAs: ['teacher@example.org'], ...changes };
}

/** A channel of a team of pine-hs unless told otherwise. */
export function channelRow(targetId: string, parentId: string, changes: Partial<RosterRow> = {}): RosterRow {
  const row = { line: 2, schoolId: 'pine-hs', channel: 'teams', audience: 'class' } as const;
  return { ...row, targetId, name: `Channel ${targetId}`, postAs: ['notices-1'], parentId, ...changes };
}

/** A roster of courses, `count` for each of the schools, cut into chunks. */
export function rosterOfCourses(schoolIds: readonly string[], count: number): ChunkedRoster {
  return chunkRoster(
    schoolIds.flatMap((schoolId) =>
      Array.from({ length: count }, (_, i) => {
        const postAs = [`teacher-${Math.floor(i / 5)}@${schoolId}.example.org`];
        return courseRow(`${schoolId}-${i}`, { schoolId, postAs, students: 25 });
      }),
    ),
  );
}
