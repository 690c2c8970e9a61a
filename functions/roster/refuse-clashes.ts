import type { RefusedRow, RosterRow } from './roster-row.ts';

/** A person can be in about 1,000 teams; a service user keeps some in reserve, and the next 900 teams need another one (microsoft-graph.md). */
export const maxTeamsPerServiceUser = 900;

/** Rows that are good by themselves, without those that are at odds with one another. */
export function refuseClashes(rows: readonly RosterRow[]): {
  readonly rows: RosterRow[];
  readonly refused: RefusedRow[];
} {
  const reasons = new Map([...repeatedTargets(rows), ...teamsBeyondCapacity(rows)]);
  return {
    rows: rows.filter((row) => !reasons.has(row)),
    refused: rows
      .flatMap((row) => ({ line: row.line, reason: reasons.get(row) ?? '' }))
      .filter(({ reason }) => reason !== ''),
  };
}

/**
 * A target that stands twice for the same class is taken once. One that stands for different schools, divisions, audiences or teams is not
 * taken at all: nothing says which line is right, and the wrong one would post one school's day, or words for staff, into another's class.
 */
function repeatedTargets(rows: readonly RosterRow[]): Map<RosterRow, string> {
  const reasons = new Map<RosterRow, string>();
  for (const same of Map.groupBy(rows, (row) => `${row.channel} ${row.targetId}`).values()) {
    const [first, ...others] = same;
    if (first === undefined || others.length === 0) continue;
    const agree = others.every((row) => placeOf(row) === placeOf(first));
    if (agree) for (const row of others) reasons.set(row, `target ${row.targetId} is on line ${first.line} already`);
    else
      for (const row of same) reasons.set(row, `target ${row.targetId} stands for different places: ${whereOf(same)}`);
  }
  return reasons;
}

function placeOf(row: RosterRow): string {
  return [row.schoolId, row.division ?? '', row.audience, row.parentId ?? ''].join(' ');
}

function whereOf(rows: readonly RosterRow[]): string {
  const shown = rows.slice(0, 3).map((row) => `${row.schoolId} ${row.audience} on line ${row.line}`);
  return rows.length > 3 ? `${shown.join(', ')} and ${rows.length - 3} more` : shown.join(', ');
}

function teamsBeyondCapacity(rows: readonly RosterRow[]): Map<RosterRow, string> {
  const reasons = new Map<RosterRow, string>();
  const teamsOf = new Map<string, Set<string>>();
  for (const row of rows) {
    const [user] = row.postAs;
    if (row.parentId === undefined || user === undefined) continue;
    const teams = teamsOf.get(user) ?? new Set();
    teamsOf.set(user, teams);
    if (teams.has(row.parentId)) continue;
    if (teams.size < maxTeamsPerServiceUser) teams.add(row.parentId);
    else reasons.set(row, `${user} has ${maxTeamsPerServiceUser} teams already, give this one to another service user`);
  }
  return reasons;
}
