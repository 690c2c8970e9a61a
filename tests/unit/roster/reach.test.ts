import { expect, test } from 'vitest';
import { chunkRoster } from '../../../functions/roster/chunk-roster.ts';
import { reach } from '../../../functions/roster/reach.ts';
import { selectChunks } from '../../../functions/roster/select-chunks.ts';
import { lakes } from '../../support/district.ts';
import { channelRow, courseRow } from '../../support/roster.ts';

const everybody = ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'];
const { roster } = chunkRoster([
  courseRow('1', { students: 900 }),
  courseRow('2', { students: 800 }),
  courseRow('3', { schoolId: 'pine-k8', division: 'm68', students: 30 }),
  courseRow('4', { schoolId: 'pine-k8', audience: 'program:kids-club' }),
  channelRow('5', 'team', { audience: 'staff' }),
  channelRow('6', 'team'),
]);

test('given classes and a staff room, when classes are asked for, then targets and schools are counted by channel', () => {
  const { channels } = reach({ district: lakes, roster, units: everybody, audiences: ['class'] });
  expect(channels).toEqual({
    // 1,700 seats of 1,450 pupils, and the 30 of the K–8 school.
    'google-classroom': { targets: 3, schools: 2, students: 1480 },
    teams: { targets: 1, schools: 1 },
  });
});

test('given a division without a class, when classes are asked for, then it is named as not reached', () => {
  expect(
    reach({ district: lakes, roster, units: everybody, audiences: ['class', 'program:kids-club'] }).notReached,
  ).toEqual([{ schoolId: 'pine-k8', division: 'k5', name: 'Pine Community School, K–5' }]);
});

test('given no class at all, when everybody is affected, then each school is one line with its enrollment', () => {
  const empty = chunkRoster([courseRow('1', { audience: 'staff' })]).roster;
  expect(reach({ district: lakes, roster: empty, units: everybody, audiences: ['class', 'staff'] }).notReached).toEqual(
    [
      { schoolId: 'pine-hs', name: 'Pine High School', enrollment: 1450 },
      { schoolId: 'pine-k8', name: 'Pine Community School', enrollment: 620 },
    ],
  );
});

test('given staff alone are posted to, when it is counted, then schools without a staff room are not reached', () => {
  const { channels, notReached } = reach({ district: lakes, roster, units: everybody, audiences: ['staff'] });
  expect(channels).toEqual({ teams: { targets: 1, schools: 1 } });
  expect(notReached.map(({ schoolId }) => schoolId)).toEqual(['pine-k8']);
});

test('given a class of the whole K–8 school, when one division is affected, then it is posted to and reached', () => {
  const whole = chunkRoster([
    courseRow('1', { schoolId: 'pine-k8' }),
    courseRow('2', { schoolId: 'pine-k8', division: 'm68' }),
  ]).roster;
  const query = { district: lakes, roster: whole, units: ['pine-k8/k5'], audiences: ['class'] } as const;
  expect(selectChunks(whole, query.units, query.audiences).map((chunk) => [chunk.schoolId, chunk.division])).toEqual([
    ['pine-k8', undefined],
  ]);
  expect(reach(query).notReached).toEqual([]);
  expect(selectChunks(whole, ['pine-hs'], ['class'])).toEqual([]);
});
