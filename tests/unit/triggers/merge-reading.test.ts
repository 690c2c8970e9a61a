import { describe, expect, it } from 'vitest';
import { mergeReading } from '../../../functions/triggers/merge-reading.ts';
import type { Signal } from '../../../functions/triggers/signal.ts';
import { morning, readingOf, type AlertSpec } from '../../support/alerts.ts';
import { knownWeather } from '../../support/known-weather.ts';

const timeZone = 'America/Chicago';

const storm: AlertSpec = { id: 'a' };
const update: AlertSpec = { id: 'b', sent: '2023-02-21T09:27:00-06:00', vtec: 'CON.KMPX.WS.W.0004' };

describe('a reading', () => {
  it('that shows a new event opens a signal in the weather service’s name', () => {
    const known = knownWeather();
    expect(known.shows(storm).changed).toHaveLength(1);
    expect(known.only()).toMatchObject({
      key: '["nws","weather-service","KMPX.WS.W.0004.2023"]',
      status: 'open',
      revision: 1,
      firstSeenAt: '2023-02-21T03:31:00-06:00',
    });
  });

  it('of the same alerts again changes and writes nothing', () => {
    const known = knownWeather();
    known.shows(storm);
    const before = known.only();
    expect(known.shows(storm)).toMatchObject({ writes: [], changed: [] });
    expect(known.only()).toBe(before);
  });

  it('with a new product that says the same writes its ids and reports no change', () => {
    const known = knownWeather();
    known.shows(storm);
    expect(known.shows(update)).toMatchObject({ writes: [{ revision: 2 }], changed: [] });
    expect(known.only()).toMatchObject({ changedAt: '2023-02-21T03:31:00-06:00', content: { alertIds: ['b'] } });
  });

  it.each<[string, AlertSpec, object]>([
    ['extended', { vtec: 'EXT.KMPX.WS.W.0004', until: '230224T1200Z' }, { ends: '2023-02-24T06:00:00-06:00' }],
    ['shortened', { until: '230223T1800Z' }, { ends: '2023-02-23T12:00:00-06:00' }],
    ['extended in area', { vtec: 'EXA.KMPX.WS.W.0004', ugc: ['MNZ060', 'MNZ062'] }, { ugc: ['MNZ060', 'MNZ062'] }],
  ])('of an event %s is a change', (_, change, content) => {
    const known = knownWeather();
    known.shows(storm);
    expect(known.shows({ ...update, ...change }).changed).toHaveLength(1);
    expect(known.only()).toMatchObject({ revision: 2, changedAt: '2023-02-21T03:32:00-06:00', content });
  });

  it('keeps the known beginning when the event is in effect and VTEC no longer tells it', () => {
    const known = knownWeather();
    known.shows(storm);
    known.at('2023-02-21T18:00:00-06:00');
    const product = { ...update, sent: '2023-02-21T17:55:00-06:00', from: '000000T0000Z' };
    expect(known.shows(product).changed).toEqual([]);
    expect(known.only().content.begins).toBe('2023-02-21T15:00:00-06:00');
  });

  it('takes a beginning that was put off', () => {
    const known = knownWeather();
    known.shows(storm);
    known.shows({ ...update, from: '230222T0300Z' });
    expect(known.only().content.begins).toBe('2023-02-21T21:00:00-06:00');
  });

  it('of an older product, from a cache that lags, takes nothing back', () => {
    const known = knownWeather();
    known.shows(storm);
    known.shows({ ...update, vtec: 'EXT.KMPX.WS.W.0004', until: '230224T1200Z' });
    expect(known.shows(storm)).toMatchObject({ writes: [], changed: [] });
    known.shows({ ...update, id: 'c', sent: '2023-02-21T12:00:00-06:00', vtec: 'CAN.KMPX.WS.W.0004' });
    expect(known.shows(update).changed).toEqual([]);
    expect(known.only().status).toBe('ended');
  });

  it('that finds an event over, never having seen it, makes no signal', () => {
    const known = knownWeather();
    known.shows({ ...storm, vtec: 'CAN.KMPX.WS.W.0004' });
    expect(known.all()).toEqual([]);
  });
});

describe('an event', () => {
  it.each([
    ['cancelled', { vtec: 'CAN.KMPX.WS.W.0004' }],
    ['expired', { vtec: 'EXP.KMPX.WS.W.0004' }],
    ['all clear', { response: 'AllClear' }],
  ])('ends when it is %s', (because, change) => {
    const known = knownWeather();
    known.shows(storm);
    known.shows({ ...update, ...change });
    expect(known.only()).toMatchObject({ status: 'ended', endedBecause: because });
  });

  it('that vanishes ends at the second good reading without it', () => {
    const known = knownWeather();
    known.shows(storm);
    expect(known.shows().changed).toEqual([]);
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 1 });
    expect(known.shows().changed).toHaveLength(1);
    expect(known.only()).toMatchObject({ status: 'ended', endedBecause: 'no longer listed' });
  });

  it('that flickers goes on as if nothing had been', () => {
    const known = knownWeather();
    known.shows(storm);
    for (let i = 0; i < 3; i++) {
      known.shows();
      expect(known.shows(storm).changed).toEqual([]);
    }
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 0, changedAt: '2023-02-21T03:31:00-06:00' });
  });

  it('that ended for being missing opens again when it is listed again', () => {
    const known = knownWeather();
    known.shows(storm);
    known.shows();
    known.shows();
    known.shows(storm);
    expect(known.only().status).toBe('open');
    expect(known.only()).not.toHaveProperty('endedBecause');
  });

  it('whose own time is over ends at the first reading without it', () => {
    const known = knownWeather();
    known.shows(storm);
    known.at('2023-02-23T18:00:00-06:00');
    known.shows();
    expect(known.only()).toMatchObject({ status: 'ended', endedBecause: 'over' });
  });

  it('is not missed by a reading with alerts that could not be read', () => {
    const known = knownWeather();
    known.shows(storm);
    for (let i = 0; i < 3; i++) known.reads({ ok: true, events: [], alerts: 0, unread: 1 });
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 0 });
  });

  it('loses a county only when that is said, or at the second reading without it', () => {
    const both = { ugc: ['MNZ060', 'MNZ062'], same: ['027053', '027123'] };
    const known = knownWeather();
    known.shows({ ...storm, ...both });
    known.shows(storm);
    expect(known.only().content.ugc).toEqual(['MNZ060', 'MNZ062']);
    known.shows(storm);
    expect(known.only()).toMatchObject({ status: 'open', content: { ugc: ['MNZ060'], same: ['027053'] } });
  });

  it('cancelled for one county lives on in the other at once', () => {
    const known = knownWeather();
    known.shows({ ...storm, ugc: ['MNZ060', 'MNZ062'], same: ['027053', '027123'] });
    known.shows({ ...update, vtec: 'CAN.KMPX.WS.W.0004' }, { ...update, id: 'c', ugc: ['MNZ062'], same: ['027123'] });
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 0, content: { ugc: ['MNZ062'] } });
  });

  it('cancelled for one county while the other is only missing is still open there', () => {
    const known = knownWeather();
    known.shows({ ...storm, ugc: ['MNZ060', 'MNZ062'], same: ['027053', '027123'] });
    known.shows({ ...update, vtec: 'CAN.KMPX.WS.W.0004' });
    expect(known.only()).toMatchObject({ status: 'open', content: { ugc: ['MNZ062'] } });
    known.shows({ ...update, vtec: 'CAN.KMPX.WS.W.0004' });
    expect(known.only().status).toBe('ended');
  });

  it('that runs over New Year is one signal', () => {
    const known = knownWeather();
    const winter = { id: 'a', vtec: 'NEW.KMPX.WS.W.0021', sent: '2022-12-31T03:00:00-06:00' };
    known.at('2022-12-31T03:05:00-06:00');
    known.shows({ ...winter, from: '221231T1200Z', until: '230102T0000Z' });
    known.at('2023-01-01T03:05:00-06:00');
    const { changed } = known.shows({
      ...winter,
      id: 'b',
      vtec: 'CON.KMPX.WS.W.0021',
      sent: '2023-01-01T03:00:00-06:00',
      from: '000000T0000Z',
      until: '230102T0000Z',
    });
    expect(changed).toEqual([]);
    expect(known.only().vendorId).toBe('KMPX.WS.W.0021.2022');
  });

  it('taken back by a cancellation that only refers to it ends', () => {
    const known = knownWeather();
    known.shows({ vtec: [], id: 'a', event: 'Civil Emergency Message' });
    known.reads({ ok: true, events: [], alerts: 1, withdrawn: ['a'] });
    expect(known.only()).toMatchObject({ status: 'ended', endedBecause: 'cancelled' });
  });
});

describe('a reading that failed', () => {
  it('ends nothing, however often, and says since when nothing is known', () => {
    const known = knownWeather();
    known.shows(storm);
    const first = known.fails();
    expect(first.feed).toMatchObject({
      ok: false,
      lastGoodAt: '2023-02-21T03:31:00-06:00',
      unknownSince: '2023-02-21T03:32:00-06:00',
    });
    known.at('2023-02-25T00:00:00-06:00');
    expect(known.fails().feed.unknownSince).toBe('2023-02-21T03:32:00-06:00');
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 0 });
  });

  it('does not count between two that miss an event', () => {
    const known = knownWeather();
    known.shows(storm);
    known.shows();
    known.fails();
    expect(known.only().missedPolls).toBe(1);
    expect(known.shows(storm).feed).toEqual({
      feed: 'weather',
      ok: true,
      lastGoodAt: expect.any(String),
      failures: 0,
      alerts: 1,
    });
    expect(known.only().missedPolls).toBe(0);
  });
});

describe('signals of others', () => {
  it('are left alone, whatever they are called', () => {
    const mine = knownWeather();
    mine.shows(storm);
    const foreign: Signal = { ...mine.only(), intake: 'api', credential: 'ops', signalId: 'x', key: 'x' };
    const merged = mergeReading([foreign], undefined, readingOf([]), { now: morning, timeZone });
    expect(merged.writes).toEqual([]);
  });
});
