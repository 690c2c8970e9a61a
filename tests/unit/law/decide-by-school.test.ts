import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../../functions/core/time.ts';
import { decideBySchool } from '../../../functions/law/decide-by-school.ts';
import type { UnitDay } from '../../../functions/law/days-used.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { districtWith, lakes } from '../../support/district.ts';

const all = ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'];

function timesAt(now: string, days: readonly UnitDay[], district = lakes): unknown[] {
  const query = { district, pack: minnesota, days, reachSeconds: 90, now: parseInstant(now) };
  const written = (instant: Parameters<typeof formatInstant>[0] | undefined) =>
    instant && formatInstant(instant, lakes.timeZone).slice(11, 19);
  return decideBySchool(query).map(({ schools, startsAt, legalDeadline, decideBy }) => [
    startsAt,
    schools,
    written(legalDeadline),
    written(decideBy),
  ]);
}

describe('when to decide for the schools of each start', () => {
  const storm: UnitDay[] = [
    { date: '2023-02-22', dayType: 'e-learning', units: all },
    { date: '2023-02-23', dayType: 'e-learning', units: all },
  ];

  it('given e-learning, then each tier has the law’s deadline and ours', () => {
    expect(timesAt('2023-02-21T14:00:00-06:00', storm, districtWith({ programs: [] }))).toEqual([
      ['08:20', ['pine-hs', 'pine-k8/m68'], '06:20:00', '05:48:30'],
      ['09:20', ['pine-k8/k5'], '07:20:00', '06:48:30'],
    ]);
  });

  it('given child care that opens before the bell is affected, then its opening counts for its schools', () => {
    expect(timesAt('2023-02-21T14:00:00-06:00', storm)).toEqual([
      ['08:20', ['pine-hs', 'pine-k8/m68'], '06:20:00', '03:58:30'],
      ['09:20', ['pine-k8/k5'], '07:20:00', '03:58:30'],
    ]);
  });

  it('given the first tier has begun, then it is left out; given all have, then it is the next date’s', () => {
    expect(timesAt('2023-02-22T08:30:00-06:00', storm)).toEqual([['09:20', ['pine-k8/k5'], '07:20:00', '03:58:30']]);
    expect(timesAt('2023-02-22T09:30:00-06:00', storm)).toHaveLength(2);
  });

  it('given no bell rings, then there are no tiers', () => {
    const programs: UnitDay[] = [{ date: '2023-02-21', dayType: 'programs-only', units: all }];
    expect(timesAt('2023-02-20T20:00:00-06:00', programs)).toEqual([]);
  });
});
