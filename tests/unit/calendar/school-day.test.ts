import { describe, expect, test } from 'vitest';
import { dayKind, nextSchoolDay, previousSchoolDay, schoolDay } from '../../../functions/calendar/school-day.ts';
import { schoolYearOf } from '../../../functions/calendar/school-year.ts';
import { unitById, type Unit } from '../../../functions/calendar/units.ts';
import { districtWith, lakes } from '../../support/district.ts';

function unit(unitId: string, district = lakes): Unit {
  const found = unitById(district, unitId);
  if (found === undefined) throw new Error(`no unit ${unitId}`);
  return found;
}

describe('what a date is', () => {
  test.each([
    ['2023-02-17', 'school-day'],
    ['2023-02-18', 'weekend'],
    ['2023-02-20', 'no-school-day'],
    ['2023-02-21', 'no-student-day'],
    ['2022-09-05', 'outside-year'],
    ['2022-09-06', 'school-day'],
    ['2023-06-09', 'school-day'],
    ['2023-06-10', 'outside-year'],
  ])('given %s, when the high school asks, then it is a %s', (date, kind) => {
    expect(dayKind(lakes, unit('pine-hs'), date)).toBe(kind);
  });

  test('given a no-student day of the elementary level, when a K–8 school asks, then it is one for K–5 alone', () => {
    expect(dayKind(lakes, unit('pine-k8/k5'), '2023-03-10')).toBe('no-student-day');
    expect(dayKind(lakes, unit('pine-k8/m68'), '2023-03-10')).toBe('school-day');
    expect(dayKind(lakes, unit('pine-hs'), '2023-03-10')).toBe('school-day');
  });

  test('given a date for one school with a note, when it asks, then it has the note and others have school', () => {
    const [year] = lakes.schoolYears;
    const noSchool = [{ date: '2023-04-05', schools: ['pine-k8'], note: 'Water main' }];
    const district = districtWith({
      schoolYears: [{ ...year, id: '2022-23', first: '2022-09-06', last: '2023-06-09', noSchool }],
    });
    expect(schoolDay(district, unit('pine-k8/k5'), '2023-04-05')).toEqual({
      kind: 'no-school-day',
      date: '2023-04-05',
      note: 'Water main',
    });
    expect(dayKind(district, unit('pine-hs'), '2023-04-05')).toBe('school-day');
  });

  test('given a listed Saturday, when it is asked for, then the list outweighs the weekend', () => {
    const district = districtWith({
      schoolYears: [{ id: '2022-23', first: '2022-09-06', last: '2023-06-09', noSchool: ['2022-12-24'] }],
    });
    expect(dayKind(district, unit('pine-hs'), '2022-12-24')).toBe('no-school-day');
  });
});

describe('normal hours', () => {
  test.each([
    ['the Friday before summer time', '2023-03-10', '2023-03-10T14:20:00Z', '2023-03-10T20:50:00Z'],
    ['the Monday after it', '2023-03-13', '2023-03-13T13:20:00Z', '2023-03-13T19:50:00Z'],
    ['the Friday before winter time', '2022-11-04', '2022-11-04T13:20:00Z', '2022-11-04T19:50:00Z'],
    ['the Monday after it', '2022-11-07', '2022-11-07T14:20:00Z', '2022-11-07T20:50:00Z'],
  ])('given %s, when its hours are asked for, then the bell rings at 08:20 local', (_, date, starts, ends) => {
    const day = schoolDay(lakes, unit('pine-hs'), date);
    if (day.kind !== 'school-day') throw new Error(`${date} is a ${day.kind}`);
    expect([day.starts.toString(), day.ends.toString()]).toEqual([starts, ends]);
  });

  test("given a division with hours of its own, when they are asked for, then they are not the school's", () => {
    expect(schoolDay(lakes, unit('pine-k8/m68'), '2023-02-22')).toMatchObject({ kind: 'school-day' });
    const [k5, m68] = [unit('pine-k8/k5'), unit('pine-k8/m68')].map((each) => schoolDay(lakes, each, '2023-02-22'));
    expect([k5, m68].map((day) => (day?.kind === 'school-day' ? day.starts.toString() : ''))).toEqual([
      '2023-02-22T15:20:00Z',
      '2023-02-22T14:20:00Z',
    ]);
  });
});

describe('neighbours', () => {
  test('given the Friday before the holiday, when the next school day is asked for, then it is Wednesday', () => {
    expect(nextSchoolDay(lakes, unit('pine-hs'), '2023-02-17')).toBe('2023-02-22');
    expect(previousSchoolDay(lakes, unit('pine-hs'), '2023-02-22')).toBe('2023-02-17');
  });

  test('given a no-student day of one level, when its next school day is asked for, then it differs by division', () => {
    expect(nextSchoolDay(lakes, unit('pine-k8/m68'), '2023-03-09')).toBe('2023-03-10');
    expect(nextSchoolDay(lakes, unit('pine-k8/k5'), '2023-03-09')).toBe('2023-03-13');
  });

  test("given the last day of the file's last year, when the next school day is asked for, then there is none", () => {
    expect(nextSchoolDay(lakes, unit('pine-hs'), '2023-06-09')).toBeUndefined();
    expect(previousSchoolDay(lakes, unit('pine-hs'), '2022-09-06')).toBeUndefined();
  });

  test('given two years, when the day after the first is asked for, then it is in the second', () => {
    const later = { id: '2023-24', first: '2023-09-05', last: '2024-06-07' };
    const district = districtWith({ schoolYears: [{ id: '2022-23', first: '2022-09-06', last: '2023-06-09' }, later] });
    expect(nextSchoolDay(district, unit('pine-hs'), '2023-06-09')).toBe('2023-09-05');
    expect(schoolYearOf(district, '2023-09-05')?.id).toBe('2023-24');
    expect(schoolYearOf(district, '2023-07-04')).toBeUndefined();
  });
});
