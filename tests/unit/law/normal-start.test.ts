import { describe, expect, test } from 'vitest';
import type { District } from '../../../functions/calendar/district.ts';
import { unitsOf } from '../../../functions/calendar/units.ts';
import { formatInstant, parseInstant } from '../../../functions/core/time.ts';
import { assessLaw } from '../../../functions/law/assess-law.ts';
import { decideBy } from '../../../functions/law/decide-by.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { districtWith, school } from '../../support/district.ts';

const schools = ['07:30', '08:20', '09:30'].map((start, i) => school(`tier-${i + 1}`, { start, end: '16:00' }));
const year = { id: '2022-23', first: '2022-09-06', last: '2023-06-09' };
const tiers = districtWith({ schools, programs: [] });
const lateWednesdays = districtWith({
  schools,
  programs: [],
  schoolYears: [{ ...year, bellVariants: [{ weekday: 'wednesday', schools: ['tier-1', 'tier-2'], start: '09:30' }] }],
});

/** Whom the notice of e-learning on Wednesday is late for, decided at a time of that morning. */
function lateFor(district: District, time: string): readonly string[] {
  const [schoolYear] = district.schoolYears;
  if (schoolYear === undefined) throw new Error('no school year');
  const units = unitsOf(district).map((unit) => unit.unitId);
  // What a late start that already stood leaves behind: the day begins at 9:30 for everybody.
  const days = [{ date: '2023-02-22', dayType: 'e-learning' as const, units, startsAt: '09:30' }];
  const causes = [{ kind: 'weather' as const, qualifying: true }];
  const now = parseInstant(`2023-02-22T${time}:00-06:00`);
  const pack = lawPackOf('MN');
  return assessLaw({ pack, district, schoolYear, days, causes, used: new Map(), now })
    .filter(({ findingId }) => findingId.startsWith('notice/'))
    .flatMap((finding) => finding.schools ?? []);
}

describe('the notice clock', () => {
  test('given e-learning that follows a late start, when it is decided at 5:35, then it is late for the first tier all the same', () => {
    expect(lateFor(tiers, '05:30')).toEqual([]);
    expect(lateFor(tiers, '05:35')).toEqual(['tier-1']);
    expect(lateFor(tiers, '06:21')).toEqual(['tier-1', 'tier-2']);
  });

  test('given a weekday on which school always begins later, then that is the normal start', () => {
    expect(lateFor(lateWednesdays, '05:35')).toEqual([]);
    expect(lateFor(lateWednesdays, '07:31')).toEqual(['tier-1', 'tier-2', 'tier-3']);
  });
});

describe('programs on days without school', () => {
  const programs = [
    { id: 'rentals', name: 'Rentals', kind: 'other', opens: '09:00', runsOn: ['weekend' as const] },
    { id: 'camp', name: 'Camp', kind: 'child-care', opens: '07:00', runsOn: ['no-school-day' as const] },
    { id: 'adult-ed', name: 'Adult Education', kind: 'class', opens: '18:00', runsOn: ['evening' as const] },
  ];
  const schoolYears = [{ ...year, noSchool: ['2023-02-20'], noStudents: ['2023-02-21'] }];
  const district = districtWith({ schools, programs, schoolYears });
  const units = unitsOf(district).map((unit) => unit.unitId);

  test.each([
    ['a Saturday', '2023-02-18', '2023-02-18T09:00:00-06:00'],
    ['a holiday', '2023-02-20', '2023-02-20T07:00:00-06:00'],
    ['the evening of a day without students', '2023-02-21', '2023-02-21T18:00:00-06:00'],
  ])('given %s, then decide-by counts from the program that opens then', (_what, date, opens) => {
    const query = { pack: lawPackOf('MN'), reachSeconds: 0, now: parseInstant('2023-02-17T12:00:00-06:00') };
    const words = programs.map(({ id }) => ({ id, disposition: 'cancelled' as const }));
    const { opensAt } = decideBy({
      ...query,
      district,
      programs: words,
      days: [{ date, dayType: 'programs-only', units }],
    });
    expect(opensAt === undefined ? '' : formatInstant(opensAt, district.timeZone)).toBe(opens);
  });
});

test('given a weekday on which school always begins later, then decide-by counts from that bell', () => {
  const units = unitsOf(lateWednesdays).map((unit) => unit.unitId);
  const opening = (date: string): string => {
    const query = { pack: lawPackOf('MN'), reachSeconds: 0, now: parseInstant('2023-02-20T12:00:00-06:00') };
    const { opensAt } = decideBy({ ...query, district: lateWednesdays, days: [{ date, dayType: 'closed', units }] });
    return opensAt === undefined ? '' : formatInstant(opensAt, lateWednesdays.timeZone);
  };
  expect(opening('2023-02-22')).toBe('2023-02-22T09:30:00-06:00');
  expect(opening('2023-02-23')).toBe('2023-02-23T07:30:00-06:00');
});
