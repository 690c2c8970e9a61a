import { expect, test } from 'vitest';
import { dayTypeFor } from '../../../functions/calendar/day-type-for.ts';
import { unitsOf } from '../../../functions/calendar/units.ts';
import { districtWith } from '../../support/district.ts';

const dayTypes = [
  { levels: ['elementary' as const], first: 'closed' as const },
  { levels: ['high' as const], first: 'closed' as const, firstDays: 2, later: 'closed' as const },
];

/** The day type of the n-th weather day at the high school, in K–5 and in grades 6 to 8. */
function typesOf(nth: number, policy: { dayTypes?: typeof dayTypes }): string[] {
  const district = districtWith({ policy });
  return unitsOf(district).map((unit) => dayTypeFor(district, unit, nth));
}

test('given a policy by level, then the first weather day closes K–5 of a K–8 school and its grades 6 to 8 learn online', () => {
  expect(typesOf(1, { dayTypes })).toEqual(['closed', 'closed', 'e-learning']);
});

test('given the second weather day, then levels whose first days are over learn online', () => {
  expect(typesOf(2, { dayTypes })).toEqual(['closed', 'e-learning', 'e-learning']);
});

test('given levels that never learn online, then every later day is closed too', () => {
  expect(typesOf(3, { dayTypes })[0]).toBe('closed');
});

test('given no policy, then every weather day is e-learning', () => {
  expect(typesOf(1, {})).toEqual(['e-learning', 'e-learning', 'e-learning']);
});
