import { describe, expect, test } from 'vitest';
import { nearestId } from '../../../functions/calendar/nearest-id.ts';
import { resolveUnits } from '../../../functions/calendar/resolve-units.ts';
import { placesOf, unitById, unitsOf } from '../../../functions/calendar/units.ts';
import { districtWith, lakes, school } from '../../support/district.ts';

describe('units', () => {
  test('given a divided school, when units are listed, then each division stands for itself with its own hours', () => {
    expect(unitsOf(lakes).map(({ unitId, level, start }) => [unitId, level, start])).toEqual([
      ['pine-hs', 'high', '08:20'],
      ['pine-k8/k5', 'elementary', '09:20'],
      ['pine-k8/m68', 'middle', '08:20'],
    ]);
    expect(unitById(lakes, 'pine-k8/m68')?.name).toBe('Pine Community School, 6–8');
    expect(unitById(lakes, 'pine-k8')).toBeUndefined();
  });

  test('given all divisions of a school, when they are named, then it is by the school', () => {
    expect(placesOf(lakes, ['pine-k8/m68', 'pine-k8/k5'])).toEqual(['pine-k8']);
    expect(placesOf(lakes, ['pine-k8/m68', 'pine-hs'])).toEqual(['pine-hs', 'pine-k8/m68']);
  });
});

describe('selectors', () => {
  test.each([
    ['all', ['pine-hs', 'pine-k8/k5', 'pine-k8/m68']],
    [['pine-k8'], ['pine-k8/k5', 'pine-k8/m68']],
    [['division:pine-k8/k5'], ['pine-k8/k5']],
    [
      ['level:middle', 'pine-hs'],
      ['pine-hs', 'pine-k8/m68'],
    ],
    [
      ['pine-k8', 'level:elementary'],
      ['pine-k8/k5', 'pine-k8/m68'],
    ],
  ] as const)(
    'given %j, when it is resolved, then its units come once each in the order of the file',
    (selector, units) => {
      expect(resolveUnits(lakes, selector)).toEqual({ units, flaws: [] });
    },
  );

  test.each([
    ['pine-sh', 'unknown school pine-sh, did you mean pine-hs?'],
    ['zebra', 'unknown school zebra'],
    ['pine-k8/k5', 'write division:pine-k8/k5 for a division'],
    ['division:pine-k8/k6', 'unknown division pine-k8/k6, did you mean pine-k8/k5?'],
    ['division:pine-hs', 'unknown division pine-hs'],
    ['level:hihg', 'unknown level hihg'],
    ['level:midle', 'unknown level midle, did you mean middle?'],
    ['level:adult', 'no school of the district has the level adult'],
  ])('given %s, when it is resolved, then the flaw says what was meant', (part, message) => {
    expect(resolveUnits(lakes, ['pine-hs', part], 'days[0].schools')).toEqual({
      units: ['pine-hs'],
      flaws: [{ path: 'days[0].schools[1]', message }],
    });
  });

  test('given a school named like a level, when it is selected by its id, then only it is meant', () => {
    const district = districtWith({ schools: [school('high'), school('oak')], programs: [] });
    expect(resolveUnits(district, ['high']).units).toEqual(['high']);
  });
});

test('given equally near ids, when the nearest is looked for, then the first wins, and far ones never', () => {
  expect(nearestId('oak-ms', ['oak-es', 'oak-hs'])).toBe('oak-es');
  expect(nearestId('a', ['b', 'xyz'])).toBe('b');
  expect(nearestId('oak', ['elm-street'])).toBeUndefined();
});
