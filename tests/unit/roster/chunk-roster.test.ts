import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../functions/core/hash.ts';
import { chunkRoster } from '../../../functions/roster/chunk-roster.ts';
import { compareRosters } from '../../../functions/roster/compare-rosters.ts';
import { Chunk, RosterManifest, SchoolSheet } from '../../../functions/roster/roster.ts';
import type { RosterRow } from '../../../functions/roster/roster-row.ts';
import { channelRow, courseRow, rosterOfCourses } from '../../support/roster.ts';

const courses = (count: number, changes: Partial<RosterRow> = {}) =>
  Array.from({ length: count }, (_, i) => courseRow(`c-${String(i).padStart(3, '0')}`, changes));
const channels = (team: string, count: number, changes: Partial<RosterRow> = {}) =>
  Array.from({ length: count }, (_, i) => channelRow(`${team}-${String(i).padStart(3, '0')}`, team, changes));

/** Each chunk by the first part of its targets' ids. */
function shapes(rows: readonly RosterRow[]): string[][] {
  return [...chunkRoster(rows).chunks.values()].map((chunk) => [
    ...new Set(chunk.targets.map((target) => target.parentId ?? target.postAs[0] ?? '')),
  ]);
}

describe('chunks', () => {
  test('given rows of two schools, channels, audiences and divisions, when they are cut, then no chunk mixes them', () => {
    const rows = [
      courseRow('1'),
      courseRow('2', { audience: 'staff' }),
      courseRow('3', { schoolId: 'pine-k8' }),
      courseRow('4', { schoolId: 'pine-k8', division: 'k5' }),
      channelRow('5', 'team'),
    ];
    const { roster, chunks } = chunkRoster(rows);
    expect(chunks.size).toBe(5);
    expect(roster.sheets.map((sheet) => [sheet.schoolId, sheet.chunks.length])).toEqual([
      ['pine-hs', 3],
      ['pine-k8', 2],
    ]);
    expect(roster.sheets[1]?.chunks.map((chunk) => chunk.division)).toEqual([undefined, 'k5']);
  });

  test("given one account's 26 courses, when they are cut, then 25 and 1", () => {
    expect([...chunkRoster(courses(26)).chunks.values()].map((chunk) => chunk.targets.length)).toEqual([25, 1]);
  });

  test('given teams of 10 channels, when they are cut, then two share a chunk and none is split', () => {
    const { roster } = chunkRoster(['t1', 't2', 't3'].flatMap((team) => channels(team, 10)));
    expect(shapes(['t1', 't2', 't3'].flatMap((team) => channels(team, 10)))).toEqual([['t1', 't2'], ['t3']]);
    expect(roster.sheets[0]?.chunks.map((chunk) => chunk.sharedParent)).toEqual([false, false]);
  });

  test('given two teams that fill a chunk to its last place, when they are cut, then it is one chunk', () => {
    expect(shapes([...channels('t1', 10), ...channels('t2', 15)])).toEqual([['t1', 't2']]);
  });

  test('given a team of 30 channels, when it is cut, then both of its chunks say that they must take turns', () => {
    const { roster } = chunkRoster([...channels('t1', 30), ...channels('t2', 21)]);
    expect(roster.sheets[0]?.chunks.map(({ targets, sharedParent }) => [targets, sharedParent])).toEqual([
      [25, true],
      [5, true],
      [21, false],
    ]);
  });

  test('given a team with a class channel and a staff channel, when they are cut, then both chunks must take turns', () => {
    const { roster } = chunkRoster([
      channelRow('a', 't1'),
      channelRow('b', 't1', { audience: 'staff' }),
      channelRow('c', 't2', { division: 'x' }),
    ]);
    expect(roster.sheets.flatMap((sheet) => sheet.chunks).map(({ sharedParent }) => sharedParent)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("given courses of teachers in no order, when they are cut, then a teacher's courses are in one chunk", () => {
    const rows = courses(40).map((row, i) => ({ ...row, postAs: [`t${i % 8}@example.org`] }));
    expect(shapes(rows).flat()).toHaveLength(8);
  });
});

describe('addresses', () => {
  const rows = [...courses(30, { students: 20 }), ...channels('t1', 3)];

  test('given a roster, when it is addressed, then every hash is that of what it names, as stored', () => {
    const { roster, chunks } = chunkRoster(rows);
    for (const [hash, chunk] of chunks) expect(digestOf(Chunk.parse(chunk))).toBe(hash);
    for (const [i, sheet] of roster.sheets.entries()) {
      expect(digestOf(SchoolSheet.parse(sheet))).toBe(roster.manifest.sheets[i]?.hash);
      expect(sheet.chunks.every((ref) => chunks.get(ref.hash)?.targets.length === ref.targets)).toBe(true);
    }
    expect(digestOf(RosterManifest.parse(roster.manifest))).toBe(roster.hash);
    expect(roster.manifest.targets).toBe(33);
    expect(roster.sheets[0]?.chunks.map((chunk) => chunk.students)).toEqual([500, 100, 0]);
  });

  test('given the same rows on other lines, when they are addressed, then nothing changes', () => {
    const moved = rows.toReversed().map((row, i) => ({ ...row, line: i }));
    expect(chunkRoster(moved).roster).toEqual(chunkRoster(rows).roster);
  });

  test('given one course renamed, when it is addressed, then its chunk is another and all others stay', () => {
    const renamed = rows.map((row) => (row.targetId === 'c-029' ? { ...row, name: 'Art' } : row));
    const before = new Set(chunkRoster(rows).chunks.keys());
    const fresh = [...chunkRoster(renamed).chunks.keys()].filter((hash) => !before.has(hash));
    expect(fresh).toHaveLength(1);
    expect(chunkRoster(renamed).roster.hash).not.toBe(chunkRoster(rows).roster.hash);
  });
});

test('given a new version of a roster, when it is compared, then added, removed and changed targets are counted', () => {
  const before = chunkRoster([courseRow('1'), courseRow('2'), courseRow('3'), courseRow('4')]);
  const after = chunkRoster([
    courseRow('1'),
    courseRow('2', { name: 'Art' }),
    courseRow('3', { schoolId: 'pine-k8' }),
    courseRow('5'),
    channelRow('4', 't'),
  ]);
  expect(compareRosters(before.chunks.values(), after.chunks.values())).toEqual({ added: 2, removed: 1, changed: 2 });
  expect(compareRosters(before.chunks.values(), before.chunks.values())).toEqual({ added: 0, removed: 0, changed: 0 });
  expect(compareRosters([], rosterOfCourses(['a', 'b'], 30).chunks.values()).added).toBe(60);
});
