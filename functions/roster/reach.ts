import type { District } from '../calendar/district.ts';
import { schoolIdOf, unitById, unitIdOf } from '../calendar/units.ts';
import type { Audience } from '../core/audience.ts';
import type { ChannelName } from '../names.ts';
import type { Roster } from './roster.ts';
import { selectChunks, type SelectedChunk } from './select-chunks.ts';

/** What one channel posts to. `students` counts seats in classes, never more than a school's enrollment; absent when no row states any. */
export type ChannelReach = { readonly targets: number; readonly schools: number; readonly students?: number };

/** A school, or a division of one, that no post will reach. `enrollment` is the school's, absent for a division. */
export type NotReached = {
  readonly schoolId: string;
  readonly division?: string;
  readonly name: string;
  readonly enrollment?: number;
};

export type Reach = {
  readonly channels: Partial<Record<ChannelName, ChannelReach>>;
  readonly notReached: readonly NotReached[];
};

/** Who is affected, and whom to post to. */
export type ReachQuery = {
  readonly district: District;
  readonly roster: Pick<Roster, 'sheets'>;
  readonly units: readonly string[];
  readonly audiences: readonly Audience[];
  /** Leaves out chunks that get nothing; absent: none is left out. */
  readonly isFor?: (chunk: SelectedChunk) => boolean;
};

/**
 * Counts what a notice will be posted to, and names who will not hear of it (USERS E6): what is not in the roster must not vanish from the
 * sum. Students read class targets only, so with `class` among the audiences nothing else makes a unit reached.
 */
export function reach({ district, roster, units, audiences, isFor = () => true }: ReachQuery): Reach {
  const chunks = selectChunks(roster, units, audiences).filter(isFor);
  const channels = Object.fromEntries(
    [...Map.groupBy(chunks, (chunk) => chunk.channel)].map(([channel, of]) => [channel, reachOf(of, district)]),
  );
  const counting = audiences.includes('class') ? chunks.filter((chunk) => chunk.audience === 'class') : chunks;
  return { channels, notReached: notReached(district, units, counting) };
}

function reachOf(chunks: readonly SelectedChunk[], district: District): ChannelReach {
  const schools = Map.groupBy(chunks, (chunk) => chunk.schoolId);
  const students = [...schools].reduce((sum, [schoolId, of]) => {
    const enrollment = district.schools.find((school) => school.id === schoolId)?.enrollment ?? Infinity;
    return sum + Math.min(enrollment, total(of, 'students'));
  }, 0);
  const counts = { targets: total(chunks, 'targets'), schools: schools.size };
  return students === 0 ? counts : { ...counts, students };
}

function total(chunks: readonly SelectedChunk[], of: 'targets' | 'students'): number {
  return chunks.reduce((sum, chunk) => sum + chunk[of], 0);
}

function notReached(district: District, units: readonly string[], chunks: readonly SelectedChunk[]): NotReached[] {
  const reached = new Set(chunks.map((chunk) => unitIdOf(chunk.schoolId, chunk.division)));
  const missed = new Set(units.filter((unit) => !reached.has(unit) && !reached.has(schoolIdOf(unit))));
  return [...Map.groupBy(missed, schoolIdOf)].flatMap(([schoolId, of]) => {
    const school = district.schools.find((candidate) => candidate.id === schoolId);
    if (school === undefined) return [];
    const { name, enrollment } = school;
    // A school none of whose divisions is reached is one line, and its enrollment can be stated.
    if (of.length >= Math.max(1, school.divisions.length)) {
      return [{ schoolId, name, ...(enrollment === undefined ? {} : { enrollment }) }];
    }
    return of.map((unitId) => divisionLine(district, unitId));
  });
}

function divisionLine(district: District, unitId: string): NotReached {
  const unit = unitById(district, unitId);
  const schoolId = schoolIdOf(unitId);
  return {
    schoolId,
    name: unit?.name ?? unitId,
    ...(unit?.divisionId === undefined ? {} : { division: unit.divisionId }),
  };
}
