import { describe, expect, test } from 'vitest';
import { bellsOn } from '../../../functions/calendar/bells.ts';
import { dayKind, nextSchoolDay, normalHours } from '../../../functions/calendar/school-day.ts';
import { unitById, type Unit } from '../../../functions/calendar/units.ts';
import { districtWith } from '../../support/district.ts';

const bellVariants = [
  { weekday: 'wednesday' as const, start: '09:20' },
  { weekday: 'wednesday' as const, levels: ['elementary' as const], start: '10:20' },
  { dates: ['2023-03-15'], end: '12:00' },
  { dates: ['2023-03-15', '2023-03-16'], schools: ['pine-hs'], start: '10:00', end: '13:00' },
];
const year = { id: '2022-23', first: '2022-09-06', last: '2023-06-09' };
const district = districtWith({ schoolYears: [{ ...year, bellVariants }] });

function unit(unitId: string, of = district): Unit {
  const found = unitById(of, unitId);
  if (found === undefined) throw new Error(`no unit ${unitId}`);
  return found;
}

describe('the normal hours of a date', () => {
  test.each([
    ['an ordinary day', 'pine-hs', '2023-03-14', '08:20', '14:50'],
    ['a weekday with a variant for everybody', 'pine-hs', '2023-03-08', '09:20', '14:50'],
    ['a level with a variant of its own', 'pine-k8/k5', '2023-03-08', '10:20', '15:50'],
    ['the other half of that school', 'pine-k8/m68', '2023-03-08', '09:20', '14:50'],
    ['a date that outweighs the weekday', 'pine-k8/k5', '2023-03-15', '09:20', '12:00'],
    ['a school that outweighs everybody', 'pine-hs', '2023-03-15', '10:00', '13:00'],
    ['a date outside every school year', 'pine-hs', '2023-07-05', '08:20', '14:50'],
  ])('given %s, then they are its own', (_what, unitId, date, start, end) => {
    expect(bellsOn(district, unit(unitId), date)).toEqual({ start, end });
  });

  test('given a variant on the day when the clocks have changed, then it is local time all the same', () => {
    const { starts, ends } = normalHours(district, unit('pine-hs'), '2023-03-15');
    expect([starts.toString(), ends.toString()]).toEqual(['2023-03-15T15:00:00Z', '2023-03-15T18:00:00Z']);
  });
});

describe('days that the board added', () => {
  const noSchool = ['2023-02-20', '2023-04-07'];
  const addedDays = ['2023-02-20', { date: '2023-05-06', schools: ['pine-hs'], note: 'Make-up day' }];
  const later = districtWith({ schoolYears: [{ ...year, noSchool, addedDays }] });

  test.each([
    ['pine-hs', '2023-02-20', 'school-day'],
    ['pine-hs', '2023-04-07', 'no-school-day'],
    ['pine-hs', '2023-05-06', 'school-day'],
    ['pine-k8/k5', '2023-05-06', 'weekend'],
  ])('given %s on %s, then it is a %s', (unitId, date, kind) => {
    expect(dayKind(later, unit(unitId, later), date)).toBe(kind);
  });

  test('given an added Saturday, then it is the next school day of the school that has it', () => {
    expect(nextSchoolDay(later, unit('pine-hs', later), '2023-05-05')).toBe('2023-05-06');
    expect(nextSchoolDay(later, unit('pine-k8/k5', later), '2023-05-05')).toBe('2023-05-08');
  });
});
