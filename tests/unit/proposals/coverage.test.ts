import { describe, expect, it } from 'vitest';
import { coverageOf, weatherCover } from '../../../functions/proposals/coverage.ts';
import { mergeReading } from '../../../functions/triggers/merge-reading.ts';
import type { Signal } from '../../../functions/triggers/signal.ts';
import { alertFeature, morning, readingOf, twoCounties, type AlertSpec } from '../../support/alerts.ts';

const signalsOf = (...specs: AlertSpec[]): Signal[] =>
  mergeReading([], undefined, readingOf(specs.map(alertFeature)), { now: morning, timeZone: twoCounties.timeZone })
    .writes;
const coversWest = (spec: AlertSpec, date = '2023-02-22'): boolean =>
  weatherCover(twoCounties, signalsOf(spec))('west', date);

/** School is from 08:20 to 14:50, 14:20Z to 20:50Z. */
describe('a live warning covers a school day', () => {
  it.each([
    ['from the day before to the day after', '230221T2100Z', '230224T0000Z', true],
    ['ending within three hours before the start', '230221T2100Z', '230222T1121Z', true],
    ['ending three hours before the start', '230221T2100Z', '230222T1120Z', false],
    ['beginning before the end', '230222T2049Z', '230224T0000Z', true],
    ['beginning at the end', '230222T2050Z', '230224T0000Z', false],
    ['within the day', '230222T1600Z', '230222T1700Z', true],
    ['without an end', '230221T2100Z', '000000T0000Z', true],
  ])('%s', (_, from, until, covered) => {
    expect(coversWest({ from, until })).toBe(covered);
  });

  it('in the district’s own time on the day when clocks change', () => {
    // On Monday 13 March 2023 school starts at 13:20Z, an hour earlier than the Friday before.
    const until = { from: '230310T0000Z', until: '230313T1021Z' };
    expect(coversWest(until, '2023-03-13')).toBe(true);
    expect(coversWest({ ...until, until: '230313T1020Z' }, '2023-03-13')).toBe(false);
  });

  it('only for the schools in its area, by UGC or by SAME', () => {
    const cover = weatherCover(twoCounties, signalsOf({ ugc: ['MNZ062'], same: [] }));
    expect([cover('west', '2023-02-22'), cover('east', '2023-02-22')]).toEqual([false, true]);
    expect(coversWest({ ugc: ['MNZ999'], same: ['027053'] })).toBe(true);
    expect(coverageOf(cover, ['west', 'east'], '2023-02-22')).toBe('partly');
    expect(coverageOf(cover, ['east'], '2023-02-22')).toBe('covered');
    expect(coverageOf(cover, ['west'], '2023-02-22')).toBe('none');
  });

  it('under the code and name that its product had before it was renamed, and under the new ones', () => {
    // The policy lists EC.W and XH.W.
    expect(coversWest({ vtec: 'NEW.KMPX.WC.W.0003', event: 'Wind Chill Warning' })).toBe(true);
    expect(coversWest({ vtec: 'NEW.KMPX.EC.W.0003', event: 'Extreme Cold Warning' })).toBe(true);
    expect(coversWest({ vtec: 'NEW.KMPX.EH.W.0003', event: 'Excessive Heat Warning' })).toBe(true);
    expect(coversWest({ vtec: 'NEW.KMPX.WC.Y.0003', event: 'Wind Chill Advisory' })).toBe(false);
  });

  it('each school by the times of its own part of the area', () => {
    const cover = weatherCover(
      twoCounties,
      signalsOf({ id: 'a' }, { id: 'b', ugc: ['MNZ062'], same: ['027123'], until: '230222T0600Z' }),
    );
    expect([cover('west', '2023-02-22'), cover('east', '2023-02-22')]).toEqual([true, false]);
  });

  it.each([
    ['a watch', { vtec: 'NEW.KMPX.WS.A.0002' }],
    ['an advisory', { vtec: 'NEW.KMPX.WW.Y.0009' }],
    ['a statement without VTEC', { vtec: [] }],
  ])('but %s does not', (_, spec) => {
    expect(coversWest(spec)).toBe(false);
  });

  it('but weather reported by ops does not, nor one that ended', () => {
    const [storm] = signalsOf({});
    if (storm?.kind !== 'weather') throw new Error('no storm');
    const ended: Signal = { ...storm, status: 'ended' };
    const { content: _, ...rest } = storm;
    const content = { source: 'ops', summary: 'WS.W', systems: [], observedAt: '2023-02-21T03:30:00-06:00' };
    const reported: Signal = { ...rest, kind: 'reported-weather', content };
    expect(weatherCover(twoCounties, [ended, reported])('west', '2023-02-22')).toBe(false);
  });

  it('and a school the district does not have is not covered', () => {
    expect(weatherCover(twoCounties, signalsOf({}))('north', '2023-02-22')).toBe(false);
  });
});
