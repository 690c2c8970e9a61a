import { describe, expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../../functions/core/time.ts';
import { decideBy, type DecideByQuery } from '../../../functions/law/decide-by.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { districtWith, lakes } from '../../support/district.ts';

const everybody = ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'];
const wednesday = { date: '2023-02-22', dayType: 'e-learning', units: everybody } as const;

/** The times as local ones; 2 minutes to reach the last class, 30 minutes of margin. */
function decide(changes: Partial<DecideByQuery>): Record<string, string | undefined> {
  const query = {
    district: lakes,
    pack: minnesota,
    days: [wednesday],
    reachSeconds: 120,
    now: parseInstant('2023-02-21T12:00:00-06:00'),
  };
  const { date, opensAt, legalDeadline, decideBy: by } = decideBy({ ...query, ...changes });
  const local = (instant: typeof opensAt) => instant && formatInstant(instant, 'America/Chicago').slice(0, 16);
  return { date, opensAt: local(opensAt), legalDeadline: local(legalDeadline), decideBy: local(by) };
}

describe('an e-learning day', () => {
  test('given child care that is cancelled, when it opens before the first bell, then it counts, and the law counts from the bell', () => {
    expect(decide({})).toEqual({
      date: '2023-02-22',
      opensAt: '2023-02-22T06:30',
      legalDeadline: '2023-02-22T06:20',
      // 06:30 less two hours of notice, 30 minutes of margin and 2 minutes to reach everybody.
      decideBy: '2023-02-22T03:58',
    });
  });

  test('given child care as usual, when the time is reckoned, then it is from the earliest normal start', () => {
    const programs = [{ id: 'kids-club', disposition: 'as-usual' }] as const;
    expect(decide({ programs })).toMatchObject({ opensAt: '2023-02-22T08:20', decideBy: '2023-02-22T05:48' });
  });

  test('given the later division alone, when the time is reckoned, then it is from its start', () => {
    const district = districtWith({ programs: [] });
    expect(decide({ district, days: [{ ...wednesday, units: ['pine-k8/k5'] }] })).toMatchObject({
      legalDeadline: '2023-02-22T07:20',
      decideBy: '2023-02-22T06:48',
    });
  });

  test('given a state whose law is not known, when the time is reckoned, then nothing is said of the law', () => {
    expect(decide({ pack: lawPackOf('WI'), district: districtWith({ programs: [] }) })).toEqual({
      date: '2023-02-22',
      opensAt: '2023-02-22T08:20',
      legalDeadline: undefined,
      decideBy: '2023-02-22T07:48',
    });
  });

  test('given a margin and a fraction of a second to reach everybody, when the time is reckoned, then both are subtracted', () => {
    const district = districtWith({ programs: [], policy: { decideMarginMinutes: 0 } });
    const { decideBy: by } = decideBy({
      district,
      pack: minnesota,
      days: [wednesday],
      reachSeconds: 0.2,
      now: parseInstant('2023-02-21T12:00:00-06:00'),
    });
    expect(by?.toString()).toBe('2023-02-22T12:19:59Z');
  });
});

describe('other days', () => {
  test('given a no-student day with child care cancelled, when the time is reckoned, then it is from the program alone and without the law', () => {
    const days = [{ date: '2023-02-21', dayType: 'programs-only', units: everybody }] as const;
    const programs = [{ id: 'kids-club', disposition: 'cancelled' }] as const;
    expect(decide({ days, programs, now: parseInstant('2023-02-20T12:00:00-06:00') })).toEqual({
      date: '2023-02-21',
      opensAt: '2023-02-21T06:30',
      legalDeadline: undefined,
      decideBy: '2023-02-21T05:58',
    });
  });

  test('given a no-student day that touches no program, when the time is reckoned, then there is none', () => {
    const days = [{ date: '2023-02-21', dayType: 'programs-only', units: everybody }] as const;
    expect(decide({ days, now: parseInstant('2023-02-20T12:00:00-06:00') })).toEqual({});
  });

  test('given closed schools, when the time is reckoned, then the law of e-learning is no part of it', () => {
    expect(decide({ days: [{ ...wednesday, dayType: 'closed', units: ['pine-hs'] }] })).toMatchObject({
      legalDeadline: undefined,
      decideBy: '2023-02-22T07:48',
    });
  });

  test('given a holiday, when the time is reckoned, then there is none', () => {
    expect(
      decide({
        days: [{ date: '2023-02-20', dayType: 'closed', units: everybody }],
        now: parseInstant('2023-02-18T12:00:00-06:00'),
      }),
    ).toEqual({});
  });
});

describe('several dates', () => {
  const thursday = { ...wednesday, date: '2023-02-23' };

  test.each([
    ['the afternoon before', '2023-02-21T14:11:00-06:00', '2023-02-22'],
    ['between the bells of Wednesday', '2023-02-22T08:30:00-06:00', '2023-02-22'],
    ['after the last bell of Wednesday', '2023-02-22T09:20:00-06:00', '2023-02-23'],
  ])('given %s, when the time is reckoned, then it is that of the earliest date not yet over', (_, now, date) => {
    expect(decide({ days: [thursday, wednesday], now: parseInstant(now) }).date).toBe(date);
  });

  test('given an evening class still to come, when the bells of the day have rung, then the next date is the one to decide', () => {
    const evening = {
      id: 'adult-ed',
      name: 'Adult',
      kind: 'adult',
      opens: '18:00',
      on: { 'e-learning': 'cancelled' },
    } as const;
    const query = { district: districtWith({ programs: [evening] }), now: parseInstant('2023-02-22T10:00:00-06:00') };
    expect(decide({ ...query, days: [wednesday, thursday] }).date).toBe('2023-02-23');
  });

  test('given that all have passed, when the time is reckoned, then there is none', () => {
    expect(decide({ now: parseInstant('2023-02-25T12:00:00-06:00') })).toEqual({});
  });

  test('given the Monday after the clocks changed, when the time is reckoned, then it is by the new time', () => {
    const monday = { date: '2023-03-13', dayType: 'e-learning', units: ['pine-hs'] } as const;
    expect(
      decide({
        district: districtWith({ programs: [] }),
        days: [monday],
        now: parseInstant('2023-03-12T12:00:00-05:00'),
      }),
    ).toMatchObject({
      legalDeadline: '2023-03-13T06:20',
      decideBy: '2023-03-13T05:48',
    });
  });
});
