import { describe, expect, test } from 'vitest';
import { chunkRoster } from '../../../functions/roster/chunk-roster.ts';
import { countPeople } from '../../../functions/roster/count-people.ts';
import { districtWith, school } from '../../support/district.ts';
import { courseRow } from '../../support/roster.ts';

const district = districtWith({
  schools: [
    school('fir-hs', { name: 'Fir High', enrollment: 1000 }),
    school('oak-es', { name: 'Oak Elementary', level: 'elementary', enrollment: 412 }),
    school('elm-ec', { name: 'Elm Early Childhood', level: 'early-childhood' }),
  ],
  programs: [],
  outsideChannels: [
    { id: 'mass-call', name: 'Mass call', audience: 'families' },
    { id: 'seesaw', name: 'Seesaw', audience: 'families and students', levels: ['elementary'] },
    { id: 'tv', name: 'Closings lists', audience: 'public' },
  ],
});
const all = ['fir-hs', 'oak-es', 'elm-ec'];
const rosterWith = (students?: number) =>
  chunkRoster([courseRow('1', { schoolId: 'fir-hs', ...(students === undefined ? {} : { students }) })]).roster;

describe('the people whom a notice is about', () => {
  test('given schools without a class, then they are named with their pupils and the channels for their families', () => {
    expect(countPeople({ district, roster: rosterWith(900), units: all })).toEqual({
      students: 1412,
      reachedByClassPosts: 900,
      notReached: [
        {
          schoolId: 'oak-es',
          name: 'Oak Elementary',
          level: 'elementary',
          students: 412,
          why: 'no classes in the roster',
          reachBy: ['mass-call', 'seesaw'],
        },
        {
          schoolId: 'elm-ec',
          name: 'Elm Early Childhood',
          level: 'early-childhood',
          why: 'no classes in the roster',
          reachBy: ['mass-call'],
        },
      ],
      notCounted: ['elm-ec'],
    });
  });

  test('given a tick of a channel, then only the schools that it is for say so, and all of them stay listed', () => {
    const { notReached } = countPeople({ district, roster: rosterWith(900), units: all, ticked: ['seesaw', 'tv'] });
    expect(notReached.map(({ schoolId, tickedBy }) => [schoolId, tickedBy])).toEqual([
      ['oak-es', 'seesaw'],
      ['elm-ec', undefined],
    ]);
  });

  test('given more seats than pupils, or a roster without seats, then nobody is counted twice', () => {
    for (const students of [5000, undefined]) {
      expect(countPeople({ district, roster: rosterWith(students), units: ['fir-hs'] })).toMatchObject({
        students: 1000,
        reachedByClassPosts: 1000,
        notReached: [],
      });
    }
  });

  test('given a division without a class, then it is named by its level, and no seats are claimed for it', () => {
    const lakes = districtWith({});
    const roster = chunkRoster([courseRow('3', { schoolId: 'pine-k8', division: 'm68' })]).roster;
    const people = countPeople({ district: lakes, roster, units: ['pine-k8/k5', 'pine-k8/m68'] });
    expect(people).toMatchObject({ students: 620, reachedByClassPosts: 0 });
    expect(people.notReached).toMatchObject([{ schoolId: 'pine-k8', division: 'k5', level: 'elementary' }]);
  });

  test('given half of a divided school, then its enrollment is in neither number', () => {
    const roster = rosterWith(1);
    const people = countPeople({ district: districtWith({}), roster, units: ['pine-k8/k5'] });
    expect(people).toMatchObject({ students: 0, reachedByClassPosts: 0, notCounted: ['pine-k8'] });
  });
});
