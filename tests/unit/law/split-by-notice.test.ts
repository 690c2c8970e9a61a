import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { splitByNotice, type NoticeSplit } from '../../../functions/law/split-by-notice.ts';
import { districtIn, eLearning } from '../../support/law.ts';

const district = districtIn('MN');
const pack = lawPackOf('MN');
const everybody = ['pine-hs', 'pine-k8/m68', 'pine-k8/k5'];

function split(now: string, ...dates: string[]): NoticeSplit[] {
  return splitByNotice({ district, pack, days: eLearning(district, ...dates), now: parseInstant(now) });
}

describe('which schools are still in time', () => {
  // Starts: the high school and 6–8 at 08:20, K–5 at 09:20.
  test.each([
    ['06:20:00', everybody, []],
    ['06:20:01', ['pine-k8/k5'], ['pine-hs', 'pine-k8/m68']],
    ['07:20:00', ['pine-k8/k5'], ['pine-hs', 'pine-k8/m68']],
    ['07:20:01', [], everybody],
  ])('given %s in the morning, when it is asked, then %j are, and %j are not', (time, inTime, late) => {
    expect(split(`2023-02-22T${time}-06:00`, '2023-02-22')).toMatchObject([{ date: '2023-02-22', inTime, late }]);
  });

  test('given two dates, when the first has passed, then each is answered by itself, in order', () => {
    const [first, second] = split('2023-02-22T09:00:00-06:00', '2023-02-23', '2023-02-22');
    expect(first).toMatchObject({ date: '2023-02-22', inTime: [] });
    expect(second).toMatchObject({ date: '2023-02-23', inTime: everybody, late: [] });
  });

  test('given a class post, which reaches students alone, when it is asked, then the law names parents, too', () => {
    expect(split('2023-02-21T12:00:00-06:00', '2023-02-22')[0]?.audiences).toEqual(['parents', 'students']);
  });

  test('given days that are no e-learning, or a law without a time, when it is asked, then there is nothing to split', () => {
    const days = eLearning(district, '2023-02-22');
    const now = parseInstant('2023-02-22T12:00:00-06:00');
    const closed = days.map((day) => ({ ...day, dayType: 'closed' as const }));
    expect(splitByNotice({ district, pack, days: closed, now })).toEqual([]);
    expect(splitByNotice({ district, pack: lawPackOf('PA'), days, now })).toEqual([]);
  });
});

describe('the days when the clocks change', () => {
  const at = (start: string, date: string): string | undefined => {
    const school = { id: 'oak', name: 'Oak', level: 'high' as const, start, end: '15:00' };
    const oak = districtIn('MN', { schools: [school], programs: [] });
    const now = parseInstant('2022-09-06T00:00:00Z');
    const [found] = splitByNotice({ district: oak, pack, days: eLearning(oak, date), now });
    return found?.deadlineOf.get('oak')?.toString();
  };

  test.each([
    // Spring: at 2 a.m. of 12 March it becomes 3.
    ['2023-03-11', '08:20', '2023-03-11T12:20:00Z'],
    ['2023-03-12', '08:20', '2023-03-12T11:20:00Z'],
    ['2023-03-12', '03:30', '2023-03-12T06:30:00Z'],
    ['2023-03-13', '08:20', '2023-03-13T11:20:00Z'],
    // Autumn: at 2 a.m. of 6 November it becomes 1.
    ['2022-11-05', '08:20', '2022-11-05T11:20:00Z'],
    ['2022-11-06', '08:20', '2022-11-06T12:20:00Z'],
    ['2022-11-06', '02:30', '2022-11-06T06:30:00Z'],
    ['2022-11-07', '08:20', '2022-11-07T12:20:00Z'],
  ])('given %s and a start at %s, when the deadline is reckoned, then it is %s', (date, start, deadline) => {
    expect(at(start, date)).toBe(deadline);
  });
});
