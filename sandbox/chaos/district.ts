import { benchDay, benchDistrict } from '../bench/district.ts';

/** One class of the made-up district, as the judge knows it. */
export type ChaosTarget = {
  readonly channel: 'google-classroom' | 'teams';
  readonly targetId: string;
  readonly parentId?: string;
  /** Who may speak for us there. */
  readonly postAs: readonly string[];
};

/** A district file, its roster, and the classes in it. */
export type ChaosDistrict = {
  readonly districtFile: string;
  readonly roster: string;
  readonly targets: readonly ChaosTarget[];
  readonly serviceUsers: readonly string[];
};

/** The day that is declared. */
export const chaosDay = benchDay;

const classesPerSchool = 50;
/** A service user may be in 1,000 teams; every fourth class is in one. */
const classesPerServiceUser = 3_200;
const serviceUserOf = (i: number): string => `notices-${1 + Math.floor(i / classesPerServiceUser)}`;

/**
 * A district of so many classes, three of four in Classroom. Each course has a teacher of its own, so that a suspended one bars one course,
 * and every third a second teacher; every fifth channel shares its team with the one before.
 */
export function chaosDistrict(count: number): ChaosDistrict {
  const targets = Array.from({ length: count }, (_, i) => (i % 4 === 3 ? channel(i) : course(i)));
  const schools = Math.ceil(count / classesPerSchool);
  const size = { schools, coursesPerSchool: 0, teamsPerSchool: 0, holdSeconds: 0 };
  const rows = targets.map(({ channel: name, targetId, postAs, parentId = '' }, i) =>
    [
      `school-${String((i % schools) + 1).padStart(3, '0')}`,
      name,
      targetId,
      `Class ${i}`,
      postAs.join(' '),
      parentId,
    ].join(),
  );
  const roster = `${['schoolId,channel,targetId,name,postAs,parentId', ...rows].join('\n')}\n`;
  const file = benchDistrict(size);
  const serviceUsers = [...new Set(targets.map((_, i) => serviceUserOf(i)))];
  const teams = { ...file.channels.teams, language: 'en', tenantId: 'chaos.example' };
  const channels = { ...file.channels, teams: { ...teams, serviceUsers: serviceUsers.map((id) => ({ id })) } };
  return { districtFile: JSON.stringify({ ...file, channels }), roster, targets, serviceUsers };
}

function course(i: number): ChaosTarget {
  const postAs = [`t${i}@chaos.example`, ...(i % 3 === 0 ? [`second-${i}@chaos.example`] : [])];
  return { channel: 'google-classroom', targetId: String(700_000 + i), postAs };
}

function channel(i: number): ChaosTarget {
  // The same school takes the one that it shares a team with only by chance: then parcels take turns.
  const team = i % 20 === 7 ? i - 4 : i;
  const parentId = `${String(team).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return {
    channel: 'teams',
    targetId: `19:${String(i).padStart(6, '0')}chaos@thread.tacv2`,
    parentId,
    postAs: [serviceUserOf(i)],
  };
}
